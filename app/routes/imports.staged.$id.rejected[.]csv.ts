import { Readable } from "node:stream";
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { actorOf } from "~/domain/access/actor";
import { rejectedOfStaged } from "~/ingest/wizard/check-step.server";
import { requireStaged } from "~/ingest/wizard/wizard.server";
import { recordExport } from "~/reports/record-export.server";

/** The rows of an upload that its mapping cannot use, in the form of the file. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const staged = await requireStaged(
    { db: context.db, dataFolder: context.environment.dataFolder },
    params["id"],
    actorOf(viewer),
  );
  const lines = await rejectedOfStaged(context.db, viewer, staged);
  if (lines === null) throw new Response("The file cannot be read as its mapping stands.", { status: 404 });
  const response = new Response(createReadableStreamFromReadable(Readable.from(lines)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="rejected-rows.csv"',
      "Cache-Control": "no-store",
    },
  });
  return recordExport(context.db, viewer, response);
}
