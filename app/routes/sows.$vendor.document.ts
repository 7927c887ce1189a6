import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { recordExport } from "~/reports/export/record-export.server";
import { readRevision } from "~/reports/contracts/sow-address";
import { SOW_PAGE_TEXT } from "~/wording/contracts/sow-pages";
import { loadSowDocument } from "~/reports/contracts/sows.server";

/** A revision of a partner's SOW as a file. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "sows.read");
  const read = readRevision(new URL(request.url).searchParams);
  const stored = read.ok
    ? await loadSowDocument(context.db, viewer, { vendor: params.vendor ?? "", ...read.question })
    : null;
  if (stored === null) throw new Response(SOW_PAGE_TEXT.partnerOrSowRevision, { status: 404 });
  const response = new Response(`${JSON.stringify(stored.document, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${stored.vendor}-sow-r${stored.revision}.json"`,
    },
  });
  return recordExport(context.db, viewer, response);
}
