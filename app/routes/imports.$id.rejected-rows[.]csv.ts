import { Readable } from "node:stream";
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { may } from "~/domain/access/permissions";
import { batchIdOf } from "~/ingest/batch-id";
import { rejectedOriginalRows } from "~/ingest/batches.server";
import { filesFolder } from "~/ingest/kept-files.server";
import { recordExport } from "~/reports/record-export.server";

/** The rejected rows of an import in the form of its file, to be mended and imported again. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.read");
  const id = batchIdOf(params["id"]);
  const folder = filesFolder(context.environment.dataFolder);
  const lines =
    id === null || !may(viewer, "rows.read") ? null : await rejectedOriginalRows(context.db, viewer, id, folder);
  if (lines === null) throw new Response("There is no such file.", { status: 404 });
  const response = new Response(createReadableStreamFromReadable(Readable.from(lines)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="import-${id}-rejected-rows.csv"`,
      "Cache-Control": "no-store",
    },
  });
  return recordExport(context.db, viewer, response);
}
