import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { recordIdOf } from "~/domain/input/record-id";
import { rejectedRowsCsv } from "~/reports/imports/batches.server";
import { recordExport } from "~/reports/export/record-export.server";
import { csvResponse } from "~/reports/export/csv-response";

/** The rejected rows of an import, each with line, column, code and text. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.read", "export");
  const id = recordIdOf(params["id"]);
  const lines = id === null ? null : await rejectedRowsCsv(context.db, viewer, id);
  if (lines === null) throw new Response("There is no such import.", { status: 404 });
  return recordExport(context.db, viewer, await csvResponse(context, { name: `import-${id}-rejected.csv`, lines }));
}
