import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { recordIdOf } from "~/domain/input/record-id";
import { mappingDocumentOf } from "~/reports/imports/batches.server";
import { recordExport } from "~/reports/export/record-export.server";
import { IMPORTS } from "~/wording/imports/import-pages";

/** The mapping by which a file was read, to keep or to carry to another Plumbline. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.read");
  const id = recordIdOf(params["id"]);
  const mapping = id === null ? null : await mappingDocumentOf(context.db, viewer, id);
  if (mapping === null) throw new Response(IMPORTS.mappingNotFound, { status: 404 });
  const response = new Response(`${JSON.stringify(mapping, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${mapping.key}.json"`,
      "Cache-Control": "no-store",
    },
  });
  return recordExport(context.db, viewer, response);
}
