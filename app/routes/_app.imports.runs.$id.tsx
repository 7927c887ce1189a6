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
import { IMPORTS, IMPORT_RUN as text } from "~/wording/imports/import-pages";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.run.fileName ?? text.untitled, IMPORTS.title) },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.read");
  const { dataFolder } = context.environment;
  const page = await loadRun(context.db, viewer, params["id"] ?? "", { now: context.clock(), dataFolder });
  if (page === null) throw new Response(IMPORTS.notFound, { status: 404 });
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
  if ((await cancelRun(context.db, viewer, id)) === "not-found") throw new Response(IMPORTS.notFound, { status: 404 });
  return redirect(`/imports/runs/${id}`);
}

export default function ImportInBackground() {
  const { run, requestedBy, waitsFor, mayCancel, wayBack } = useLoaderData<typeof loader>();
  const back = wayBack !== null && (
    <ButtonLink to={wayBack} size="small">
      {text.back}
    </ButtonLink>
  );
  return (
    <PageFrame
      title={run.fileName}
      name={text.name(run.fileName)}
      breadcrumbs={[{ label: IMPORTS.title, href: "/imports" }]}
      meta={[run.dryRun ? text.dryRun : run.isOver ? text.finished : text.running, requestedBy]}
      lead={run.isOver ? undefined : run.dryRun ? text.leadDryRun : text.lead}
    >
      {waitsFor !== null && (
        <Flash tone="caution" title={text.otherHost.title(waitsFor)}>
          {text.otherHost.text}
        </Flash>
      )}
      {run.state === "failed" && (
        <Flash tone="failed" title={text.failed} action={back}>
          {run.refusal?.words}
        </Flash>
      )}
      {run.state === "cancelled" && (
        <Flash tone="caution" title={text.cancelled.title} action={back}>
          {text.cancelled.text}
        </Flash>
      )}
      {run.state === "tried" && (
        <Flash title={text.tried.title} action={back}>
          {text.tried.text}
        </Flash>
      )}
      {!run.isOver && <RunProgress run={run} cancelAction={mayCancel ? `/imports/runs/${run.id}` : undefined} />}
    </PageFrame>
  );
}
