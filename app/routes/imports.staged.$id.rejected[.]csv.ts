import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { actorOf } from "~/domain/access/actor";
import { rejectedOfStaged } from "~/reports/imports/check-step.server";
import { requireStaged } from "~/reports/imports/upload.server";
import { exportResponse } from "~/reports/export/export-response";
import { recordExport } from "~/reports/export/record-export.server";
import { WIZARD } from "~/wording/imports/wizard";

/** The rows of an upload that its mapping cannot use, in the form of the file. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write", "export");
  const staged = await requireStaged(
    { db: context.db, dataFolder: context.environment.dataFolder },
    params["id"],
    actorOf(viewer),
  );
  const file = await rejectedOfStaged(context.db, viewer, staged);
  if (file === null) throw new Response(WIZARD.unreadable, { status: 404 });
  return recordExport(context.db, viewer, await exportResponse(context, request, file));
}
