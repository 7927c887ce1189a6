import { Readable } from "node:stream";
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { batchIdOf } from "~/ingest/batch-id";
import { rejectedRowsCsv } from "~/ingest/batches.server";
import { recordExport } from "~/reports/record-export.server";

/** The rejected rows of an import, each with line, column, code and text. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.read");
  const id = batchIdOf(params["id"]);
  const lines = id === null ? null : await rejectedRowsCsv(context.db, viewer, id);
  if (lines === null) throw new Response("There is no such import.", { status: 404 });
  const response = new Response(createReadableStreamFromReadable(Readable.from(lines)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="import-${id}-rejected.csv"`,
      "Cache-Control": "no-store",
    },
  });
  return recordExport(context.db, viewer, response);
}
