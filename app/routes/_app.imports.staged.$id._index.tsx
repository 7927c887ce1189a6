import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { actorOf } from "~/domain/access/actor";
import { readForm } from "~/forms/read-form.server";
import { requireStaged } from "~/reports/imports/upload.server";
import { loadAppliedRun } from "~/reports/imports/run.server";
import { discardUpload } from "~/commands/imports/start-staged-run.server";
import { WIZARD } from "~/wording/imports/wizard";

/** Leads to where the import stands: its last step, its run, or the batch that it became. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const applied = await loadAppliedRun(context.db, viewer, params["id"] ?? "");
  if (applied !== null) return redirect(`/imports/${applied.batchId}`);
  const staged = await requireStaged(
    { db: context.db, dataFolder: context.environment.dataFolder },
    params["id"],
    actorOf(viewer),
  );
  return redirect(`/imports/staged/${staged.id}/${staged.step}`);
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const form = await readForm(request, ["intent"]);
  if (form.get("intent") !== "discard") throw new Response(null, { status: 400 });
  const discarding = await discardUpload(context.db, viewer, context.environment.dataFolder, params["id"] ?? "");
  if (discarding === "not-found") throw new Response(WIZARD.uploadNotFound, { status: 404 });
  if (discarding === "being-imported") throw new Response(WIZARD.uploadRunning, { status: 409 });
  return redirect("/imports");
}
