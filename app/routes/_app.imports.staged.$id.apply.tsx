import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useLoaderData, useNavigation } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { Blockers } from "~/components/imports/blockers";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { Card } from "~/components/ui/card";
import { DefinitionList } from "~/components/ui/definition-list";
import { Flash } from "~/components/ui/flash";
import { FormErrors } from "~/components/ui/forms/form-errors";
import { supersededCountText, daysText } from "~/wording/imports/imports";
import { sizeText } from "~/wording/shared/text";
import { skippedText } from "~/wording/imports/row-counts";
import type { DryRunOutcome } from "~/domain/imports/dry-run-outcome";
import { pageTitle } from "~/components/layout/page-title";
import { FUTURE_REMEDY, futureText, unjudgedText } from "~/wording/imports/dry-run";
import { WizardFrame } from "~/components/imports/wizard-frame";
import { actorOf } from "~/domain/access/actor";
import { readForm } from "~/forms/read-form.server";
import { atStep } from "~/commands/imports/change-upload.server";
import { requireStaged } from "~/reports/imports/upload.server";
import { loadAppliedRun } from "~/reports/imports/run.server";
import { startStaged } from "~/commands/imports/start-staged-run.server";
import { loadApplyStep } from "~/reports/imports/apply-step.server";
import { IMPORT, IMPORTS } from "~/wording/imports/import-pages";
import { APPLY_STEP as text } from "~/wording/imports/repair-step";
import { WIZARD } from "~/wording/imports/wizard";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(WIZARD.steps.apply, data?.fileName ?? WIZARD.untitled, IMPORTS.title) },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const { dataFolder } = context.environment;
  const staged = await atStep(
    dataFolder,
    await requireStaged({ db: context.db, dataFolder }, params["id"], actorOf(viewer)),
    "apply",
  );
  return json({
    id: staged.id,
    fileName: staged.fileName,
    bytes: staged.bytes,
    ...(await loadApplyStep(context.db, viewer, staged, context.clock())),
    notStarted: new URL(request.url).searchParams.has("open"),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  await readForm(request, []);
  const applied = await loadAppliedRun(context.db, viewer, params["id"] ?? "");
  if (applied !== null) return redirect(`/imports/runs/${applied.id}`);
  const { dataFolder } = context.environment;
  const staged = await requireStaged({ db: context.db, dataFolder }, params["id"], actorOf(viewer));
  const run = await startStaged(context.db, viewer, staged, { queue: context.jobs, dataFolder, dryRun: false });
  return redirect(run === null ? `/imports/staged/${staged.id}/apply?open` : `/imports/runs/${run}`);
}

export default function ApplyStep() {
  const { id, fileName, bytes, blockers, partner, mapping, tried, notStarted } = useLoaderData<typeof loader>();
  const busy = useNavigation().state === "submitting";
  return (
    <WizardFrame id={id} fileName={fileName} step="apply" meta={[sizeText(bytes)]} lead={text.lead}>
      <FormErrors errors={notStarted ? [text.openQuestions] : undefined} />
      <Blockers id={id} blockers={blockers} />
      {mapping && (
        <Card padding="none" className="max-w-[44rem]">
          <DefinitionList
            items={[
              { term: text.partner, value: partner ?? text.partnerPerRow },
              { term: text.rows, value: IMPORT.kindAndSource(mapping.kind, mapping.source) },
              { term: text.mapping, value: mapping.name },
              ...(tried === null
                ? [{ term: text.dryRun, value: text.noDryRun }]
                : [
                    { term: text.days, value: daysText(tried.firstDay, tried.lastDay) },
                    {
                      term: text.dryRun,
                      value: `${text.result(tried)}${supersededCountText(tried.superseded)}, ${text.rejected(tried.rejected)}${tried.skipped > 0 ? `; ${skippedText(tried.skipped)}` : ""}`,
                    },
                    {
                      term: text.verdicts,
                      value: verdictText(tried),
                    },
                  ]),
            ]}
          />
        </Card>
      )}
      {tried?.future && (
        <Flash tone="caution" title={futureText(tried.future)}>
          {FUTURE_REMEDY}
        </Flash>
      )}
      {blockers.length === 0 && (
        <Form method="post" className="mt-4 flex flex-wrap gap-2">
          <Button kind="primary" busy={busy}>
            {text.apply}
          </Button>
          {tried === null && <ButtonLink to={`/imports/staged/${id}/dry-run`}>{text.tryFirst}</ButtonLink>}
        </Form>
      )}
    </WizardFrame>
  );
}

type Tried = Pick<DryRunOutcome, "judged" | "future" | "firstDay"> & { verdicts: number };

function verdictText({ judged, verdicts, ...days }: Tried): string {
  if (verdicts > 0) return text.verdictsChange(verdicts);
  return judged === 0 ? unjudgedText(days) : text.noVerdictChanges;
}
