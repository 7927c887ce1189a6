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
import { keptWords, daysWords } from "~/wording/imports/imports";
import { count, sizeWords } from "~/wording/shared/text";
import { passedOverWords } from "~/wording/imports/row-counts";
import type { TrialOutcome } from "~/domain/imports/dry-run-outcome";
import { pageTitle } from "~/components/layout/page-title";
import { FUTURE_REMEDY, futureWords, unjudgedWords } from "~/wording/imports/dry-run";
import { WizardFrame } from "~/components/imports/wizard-frame";
import { actorOf } from "~/domain/access/actor";
import { readForm } from "~/forms/read-form.server";
import { atStep } from "~/commands/imports/change-upload.server";
import { requireStaged } from "~/reports/imports/upload.server";
import { loadAppliedRun } from "~/reports/imports/run.server";
import { startStaged } from "~/commands/imports/start-staged-run.server";
import { loadApplyStep } from "~/reports/imports/apply-step.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle("Apply", data?.fileName ?? "Upload", "Imports") },
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
    notBegun: new URL(request.url).searchParams.has("open"),
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
  const { id, fileName, bytes, blockers, whose, mapping, tried, notBegun } = useLoaderData<typeof loader>();
  const busy = useNavigation().state === "submitting";
  return (
    <WizardFrame
      id={id}
      fileName={fileName}
      step="apply"
      meta={[sizeWords(bytes)]}
      lead="Rows that cannot be used are set aside, the rest counts at once. The import can be withdrawn later."
    >
      <FormErrors errors={notBegun ? ["Something is still open, so nothing was begun."] : undefined} />
      <Blockers id={id} blockers={blockers} />
      {mapping && (
        <Card padding="none" className="max-w-[44rem]">
          <DefinitionList
            items={[
              { term: "Partner", value: whose ?? "as each row says" },
              { term: "Rows", value: `${mapping.kind}, source ${mapping.source}` },
              { term: "Mapping", value: mapping.name },
              ...(tried === null
                ? [{ term: "Dry run", value: "not made of this mapping" }]
                : [
                    { term: "Days", value: daysWords(tried.firstDay, tried.lastDay) },
                    {
                      term: "Dry run",
                      value: `${count(tried.new)} new, ${count(tried.changed)} changed, ${count(tried.unchanged)} unchanged${keptWords(tried.kept)}, ${count(tried.rejected)} rejected${tried.passedOver > 0 ? `; ${passedOverWords(tried.passedOver)}` : ""}`,
                    },
                    {
                      term: "Verdicts",
                      value: verdictWords(tried),
                    },
                  ]),
            ]}
          />
        </Card>
      )}
      {tried?.future && (
        <Flash tone="caution" title={futureWords(tried.future)}>
          {FUTURE_REMEDY}
        </Flash>
      )}
      {blockers.length === 0 && (
        <Form method="post" className="mt-4 flex flex-wrap gap-2">
          <Button kind="primary" busy={busy}>
            Apply
          </Button>
          {tried === null && <ButtonLink to={`/imports/staged/${id}/dry-run`}>Try it first</ButtonLink>}
        </Form>
      )}
    </WizardFrame>
  );
}

type Tried = Pick<TrialOutcome, "judged" | "future" | "firstDay"> & { verdicts: number };

function verdictWords({ judged, verdicts, ...days }: Tried): string {
  if (verdicts > 0) return `${count(verdicts)} would change`;
  return judged === 0 ? unjudgedWords(days) : "none would change";
}
