import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { loadRunProgress } from "~/reports/imports/run.server";
import { IMPORTS } from "~/wording/imports/import-pages";

/** How far an import in the background is, for its page to ask again and again. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.read");
  const run = await loadRunProgress(context.db, viewer, params["id"] ?? "", context.clock());
  if (run === null) throw new Response(IMPORTS.notFound, { status: 404 });
  return json(run);
}
