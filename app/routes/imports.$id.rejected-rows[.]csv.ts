import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { may } from "~/domain/access/permissions";
import { recordIdOf } from "~/domain/input/record-id";
import { rejectedOriginalRows } from "~/reports/imports/batches.server";
import { recordExport } from "~/reports/export/record-export.server";
import { exportResponse } from "~/reports/export/export-response";
import { IMPORTS } from "~/wording/imports/import-pages";

/** The rejected rows of an import in the form of its file, to be fixed and imported again. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.read", "export");
  const id = recordIdOf(params["id"]);
  const { dataFolder } = context.environment;
  const file =
    id === null || !may(viewer, "rows.read") ? null : await rejectedOriginalRows(context.db, viewer, id, dataFolder);
  if (file === null) throw new Response(IMPORTS.fileNotFound, { status: 404 });
  return recordExport(context.db, viewer, await exportResponse(context, request, file));
}
