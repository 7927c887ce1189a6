import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useLoaderData, useNavigation } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { Blockers } from "~/components/imports/blockers";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { DryRunOutcome } from "~/components/imports/dry-run-outcome";
import { Flash } from "~/components/ui/flash";
import { pageTitle } from "~/components/layout/page-title";
import { RunProgress } from "~/components/imports/run-progress";
import { WizardFrame } from "~/components/imports/wizard-frame";
import { actorOf } from "~/domain/access/actor";
import { readForm } from "~/forms/read-form.server";
import { atStep } from "~/commands/imports/change-upload.server";
import { requireStaged } from "~/reports/imports/upload.server";
import { startStaged } from "~/commands/imports/start-staged-run.server";
import { loadDryRunStep } from "~/reports/imports/dry-run-step.server";
import { cancelRun } from "~/commands/imports/start-run.server";
import { IMPORTS } from "~/wording/imports/import-pages";
import { DRY_RUN_STEP as text } from "~/wording/imports/repair-step";
import { WIZARD } from "~/wording/imports/wizard";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(WIZARD.steps["dry-run"], data?.fileName ?? WIZARD.untitled, IMPORTS.title) },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const { dataFolder } = context.environment;
  const staged = await atStep(
    dataFolder,
    await requireStaged({ db: context.db, dataFolder }, params["id"], actorOf(viewer)),
    "dry-run",
  );
  const step = await loadDryRunStep(context.db, viewer, staged, context.clock());
  return json({ id: staged.id, fileName: staged.fileName, ...step });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const { dataFolder } = context.environment;
  const form = await readForm(request, ["intent"]);
  const staged = await requireStaged({ db: context.db, dataFolder }, params["id"], actorOf(viewer));
  if (form.get("intent") === "cancel") {
    if (staged.dryRun !== null) await cancelRun(context.db, viewer, staged.dryRun.runId);
  } else {
    await startStaged(context.db, viewer, staged, { queue: context.jobs, dataFolder, dryRun: true });
  }
  return redirect(`/imports/staged/${staged.id}/dry-run`);
}

export default function DryRunStep() {
  const { id, fileName, blockers, run, outcome, groups } = useLoaderData<typeof loader>();
  const busy = useNavigation().state === "submitting";
  const address = `/imports/staged/${id}`;
  const fixable = groups.filter(({ offers }) => offers.length > 0).length;
  const begin = (label: string, kind: "primary" | "secondary") => (
    <Form method="post">
      <Button kind={kind} name="intent" value="try" busy={busy}>
        {label}
      </Button>
    </Form>
  );
  return (
    <WizardFrame id={id} fileName={fileName} step="dry-run" meta={[]} lead={text.lead}>
      <Blockers id={id} blockers={blockers} />
      {run === null && blockers.length === 0 && begin(text.start, "primary")}
      {run !== null && !run.isOver && <RunProgress run={run} cancelAction={`${address}/dry-run`} />}
      {run?.state === "failed" && (
        <Flash tone="failed" title={text.failed} action={begin(text.tryAgain, "secondary")}>
          {run.refusal?.words}
        </Flash>
      )}
      {run?.state === "cancelled" && (
        <Flash tone="caution" title={text.cancelled} action={begin(text.restart, "secondary")} />
      )}
      {outcome && (
        <>
          <DryRunOutcome outcome={outcome} groups={groups} />
          <div className="mt-4 flex flex-wrap gap-2">
            <ButtonLink to={`${address}/apply`} kind="primary">
              {WIZARD.continue}
            </ButtonLink>
            {fixable > 0 && <ButtonLink to={`${address}/repair`}>{text.repairFirst}</ButtonLink>}
          </div>
        </>
      )}
    </WizardFrame>
  );
}
