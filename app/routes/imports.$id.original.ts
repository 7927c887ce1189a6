import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { may } from "~/domain/access/permissions";
import { recordIdOf } from "~/domain/input/record-id";
import { openOriginal } from "~/reports/imports/batches.server";
import { recordExport } from "~/reports/export/record-export.server";
import { streamedResponse } from "~/reports/export/streamed-response";
import { IMPORTS } from "~/wording/imports/import-pages";

/** The file as it came, byte for byte. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.read", "export");
  const id = recordIdOf(params["id"]);
  const { dataFolder } = context.environment;
  const original =
    id === null || !may(viewer, "rows.read") ? null : await openOriginal(context.db, viewer, id, dataFolder);
  if (original === null) throw new Response(IMPORTS.fileNotFound, { status: 404 });
  const response = await streamedResponse(context.output, original.stream, {
    "Content-Type": "application/octet-stream",
    "Content-Length": String(original.bytes),
    "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(original.fileName)}`,
    "Cache-Control": "no-store",
  });
  return recordExport(context.db, viewer, response);
}
