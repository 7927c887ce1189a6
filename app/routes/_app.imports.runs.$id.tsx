import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { ButtonLink } from "~/components/ui/button-link";
import { Flash } from "~/components/ui/flash";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { RunProgress } from "~/components/imports/run-progress";
import { may } from "~/domain/access/permissions";
import { readForm } from "~/forms/read-form.server";
import { cancelRun } from "~/commands/imports/start-run.server";
import { loadRun } from "~/reports/imports/run.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.run.fileName ?? "Import", "Imports") },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.read");
  const { dataFolder } = context.environment;
  const page = await loadRun(context.db, viewer, params["id"] ?? "", { now: context.clock(), dataFolder });
  if (page === null) throw new Response("There is no such import.", { status: 404 });
  const { batchId, stagedId, ...shown } = page;
  if (batchId !== null) return redirect(`/imports/${batchId}`);
  return json({
    ...shown,
    mayCancel: may(viewer, "imports.write"),
    wayBack: stagedId === null ? null : `/imports/staged/${stagedId}`,
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  await readForm(request, ["intent"]);
  const id = params["id"] ?? "";
  if ((await cancelRun(context.db, viewer, id)) === "not-found")
    throw new Response("There is no such import.", { status: 404 });
  return redirect(`/imports/runs/${id}`);
}

export default function ImportInBackground() {
  const { run, askedBy, waitsFor, mayCancel, wayBack } = useLoaderData<typeof loader>();
  const back = wayBack !== null && (
    <ButtonLink to={wayBack} size="small">
      Back to its file
    </ButtonLink>
  );
  return (
    <PageFrame
      title={run.fileName}
      name={`Import of ${run.fileName}`}
      breadcrumbs={[{ label: "Imports", href: "/imports" }]}
      meta={[run.dryRun ? "dry run" : run.isOver ? "import" : "being imported", askedBy]}
      lead={
        run.isOver
          ? undefined
          : run.dryRun
            ? "Everything is done as if it were real, and then undone. You can leave this page; the work goes on."
            : "You can leave this page; the work goes on. Until its end nothing changes, then everything at once."
      }
    >
      {waitsFor !== null && (
        <Flash tone="caution" title={`Its file is on the host ${waitsFor}`}>
          It is imported there. It waits until that host runs.
        </Flash>
      )}
      {run.state === "failed" && (
        <Flash tone="failed" title="Nothing was imported" action={back}>
          {run.refusal?.words}
        </Flash>
      )}
      {run.state === "cancelled" && (
        <Flash tone="caution" title="Cancelled" action={back}>
          Nothing of the file was stored.
        </Flash>
      )}
      {run.state === "tried" && (
        <Flash title="The dry run is done" action={back}>
          Nothing was stored.
        </Flash>
      )}
      {!run.isOver && <RunProgress run={run} cancelAction={mayCancel ? `/imports/runs/${run.id}` : undefined} />}
    </PageFrame>
  );
}
