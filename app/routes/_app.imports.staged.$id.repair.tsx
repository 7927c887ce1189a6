import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { Blockers } from "~/components/imports/blockers";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { Card } from "~/components/ui/card";
import { CheckProgress } from "~/components/imports/check-progress";
import { EmptyState } from "~/components/ui/empty-state";
import { Flash } from "~/components/ui/flash";
import { count, countWords } from "~/wording/shared/text";
import { pageTitle } from "~/components/layout/page-title";
import { RepairForms } from "~/components/imports/repair-forms";
import { repairWords } from "~/wording/imports/repairs";
import { SectionHeading } from "~/components/ui/section-heading";
import { WizardFrame } from "~/components/imports/wizard-frame";
import { actorOf } from "~/domain/access/actor";
import { readForm } from "~/forms/read-form.server";
import { loadCheckStep } from "~/reports/imports/check-step.server";
import { readRepairForm, REPAIR_FIELDS } from "~/commands/imports/wizard-forms";
import { atStep, changeStaged } from "~/commands/imports/change-upload.server";
import { loadImportChoices, requireStaged } from "~/reports/imports/upload.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle("Repair", data?.fileName ?? "Upload", "Imports") },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const { dataFolder } = context.environment;
  const staged = await atStep(
    dataFolder,
    await requireStaged({ db: context.db, dataFolder }, params["id"], actorOf(viewer)),
    "repair",
  );
  const [{ blockers, groups, preview }, { vendors }] = await Promise.all([
    loadCheckStep(context.db, viewer, staged),
    loadImportChoices(context.db, viewer),
  ]);
  return json({
    id: staged.id,
    fileName: staged.fileName,
    vendors,
    blockers,
    groups,
    looked: preview?.looked ?? null,
    repairs: staged.repairs,
    nothingChosen: new URL(request.url).searchParams.has("nothing"),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const { dataFolder } = context.environment;
  const form = await readForm(request, ["intent", "place", ...REPAIR_FIELDS]);
  const staged = await requireStaged({ db: context.db, dataFolder }, params["id"], actorOf(viewer));
  const here = `/imports/staged/${staged.id}/repair`;
  if (form.get("intent") === "undo") {
    const place = Number(form.get("place"));
    await changeStaged(dataFolder, staged, { repairs: staged.repairs.filter((_, index) => index !== place) });
    return redirect(here);
  }
  const repair = readRepairForm(form);
  if (repair === null) return redirect(`${here}?nothing`);
  await changeStaged(dataFolder, staged, { repairs: [...staged.repairs, repair] });
  return redirect(here);
}

/** Problems that are repaired at once, the most frequent ones. */
const MAX_FORMS = 20;

export default function RepairStep() {
  const { id, fileName, vendors, blockers, groups, looked, repairs, nothingChosen } = useLoaderData<typeof loader>();
  const mendable = groups.filter(({ offers }) => offers.length > 0);
  const others = groups.filter(({ offers }) => offers.length === 0);
  const place = `/imports/staged/${id}`;
  return (
    <WizardFrame
      id={id}
      fileName={fileName}
      step="repair"
      meta={
        looked === null
          ? []
          : [
              looked.whole
                ? `${looked.rows === 1 ? "its one row" : `all ${count(looked.rows)} rows`} looked at`
                : "not all rows looked at yet",
            ]
      }
      lead={
        mendable.length > 0 ? "One choice mends all rows of its group, and is remembered with the mapping." : undefined
      }
    >
      <Blockers id={id} blockers={blockers} />
      {looked && <CheckProgress looked={looked} />}
      {nothingChosen && <Flash tone="caution" title="Choose what shall be mended, and how" />}
      {mendable.slice(0, MAX_FORMS).map((group) => (
        <RepairForms key={`${group.code} ${group.column}`} group={group} vendors={vendors} />
      ))}
      {mendable.length > MAX_FORMS && (
        <p className="mt-2 text-xs text-ink-2">
          {countWords(mendable.length - MAX_FORMS, "more problem follows", "more problems follow")} once these are
          repaired.
        </p>
      )}
      {mendable.length === 0 && blockers.length === 0 && (
        <EmptyState
          title={others.length > 0 ? "What is left can only be mended in the file" : "Nothing is left to repair"}
        >
          {others.length > 0
            ? "Those rows stay out. Download them with the check, have them mended, and import them as a file of their own."
            : looked?.whole === false
              ? "Every row looked at so far can be used."
              : "Every row can be used."}
        </EmptyState>
      )}
      {repairs.length > 0 && (
        <>
          <SectionHeading title="Repaired" />
          <Card>
            <ul className="grid gap-2 text-sm">
              {repairs.map((repair, index) => (
                <li key={`${index}`} className="flex flex-wrap items-center justify-between gap-2">
                  <span>{repairWords(repair)}</span>
                  <Form method="post">
                    <input type="hidden" name="place" value={index} />
                    <Button
                      size="small"
                      kind="quiet"
                      name="intent"
                      value="undo"
                      aria-label={`Undo: ${repairWords(repair)}`}
                    >
                      Undo
                    </Button>
                  </Form>
                </li>
              ))}
            </ul>
          </Card>
        </>
      )}
      {blockers.length === 0 && (
        <div className="mt-4 flex flex-wrap gap-2">
          <ButtonLink to={`${place}/dry-run`} kind="primary">
            Continue
          </ButtonLink>
          <ButtonLink to={`${place}/check`}>Back to the check</ButtonLink>
        </div>
      )}
    </WizardFrame>
  );
}
