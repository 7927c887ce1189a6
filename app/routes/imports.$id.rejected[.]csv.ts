import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { recordIdOf } from "~/domain/input/record-id";
import { rejectedRowsExport } from "~/reports/imports/batches.server";
import { recordExport } from "~/reports/export/record-export.server";
import { exportResponse } from "~/reports/export/export-response";
import { IMPORTS } from "~/wording/imports/import-pages";

/** The rejected rows of an import, each with line, column, code and text. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.read", "export");
  const id = recordIdOf(params["id"]);
  const file = id === null ? null : await rejectedRowsExport(context.db, viewer, id);
  if (file === null) throw new Response(IMPORTS.notFound, { status: 404 });
  return recordExport(context.db, viewer, await exportResponse(context, request, file));
}
