import { type AuditEntry, recordAuditAlone } from "~/data/db/audit.server";
import { EACH_HOUR } from "~/data/access/audit-trail.server";
import { recordRepeated } from "~/data/db/repeated-audit.server";
import type { Database } from "~/data/db/database.server";
import { actorOf } from "~/domain/access/actor";
import type { Viewer } from "~/domain/access/viewer";

/**
 * Records that a file leaves with this response, and returns it. Anybody may hold a link, so the downloads of each link are counted
 * rather than written one by one.
 */
export async function recordExport(db: Database, viewer: Viewer, response: Response): Promise<Response> {
  const isShared = viewer.kind === "share";
  const entry: AuditEntry = {
    actor: actorOf(viewer),
    action: "export.downloaded",
    subject: isShared ? `link:${viewer.linkId}` : "export",
    detail: { file: fileNameOf(response) },
  };
  await (isShared ? recordRepeated(db, entry, EACH_HOUR) : recordAuditAlone(db, entry));
  return response;
}

const FILE_NAME = /filename(?:="([^"]*)"|\*=UTF-8''([^;]*))/;

function fileNameOf(response: Response): string {
  const [, plain, encoded] = FILE_NAME.exec(response.headers.get("Content-Disposition") ?? "") ?? [];
  return plain ?? decodeURIComponent(encoded ?? "");
}
