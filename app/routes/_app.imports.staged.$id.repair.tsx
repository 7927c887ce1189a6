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
import { pageTitle } from "~/components/layout/page-title";
import { RepairForms } from "~/components/imports/repair-forms";
import { repairText } from "~/wording/imports/repairs";
import { SectionHeading } from "~/components/ui/section-heading";
import { WizardFrame } from "~/components/imports/wizard-frame";
import { actorOf } from "~/domain/access/actor";
import { readForm } from "~/forms/read-form.server";
import { loadCheckStep } from "~/reports/imports/check-step.server";
import { readRepairForm, REPAIR_FIELDS } from "~/commands/imports/wizard-forms";
import { atStep, changeStaged } from "~/commands/imports/change-upload.server";
import { loadImportChoices, requireStaged } from "~/reports/imports/upload.server";
import { IMPORTS } from "~/wording/imports/import-pages";
import { REPAIR_STEP as text } from "~/wording/imports/repair-step";
import { WIZARD } from "~/wording/imports/wizard";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(WIZARD.steps.repair, data?.fileName ?? WIZARD.untitled, IMPORTS.title) },
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
  const form = await readForm(request, ["intent", "position", ...REPAIR_FIELDS]);
  const staged = await requireStaged({ db: context.db, dataFolder }, params["id"], actorOf(viewer));
  const here = `/imports/staged/${staged.id}/repair`;
  if (form.get("intent") === "undo") {
    const address = Number(form.get("position"));
    await changeStaged(dataFolder, staged, { repairs: staged.repairs.filter((_, index) => index !== address) });
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
  const fixable = groups.filter(({ offers }) => offers.length > 0);
  const others = groups.filter(({ offers }) => offers.length === 0);
  const address = `/imports/staged/${id}`;
  return (
    <WizardFrame
      id={id}
      fileName={fileName}
      step="repair"
      meta={looked === null ? [] : [looked.whole ? text.checkedAll(looked.rows) : text.checkedSome]}
      lead={fixable.length > 0 ? text.lead : undefined}
    >
      <Blockers id={id} blockers={blockers} />
      {looked && <CheckProgress looked={looked} />}
      {nothingChosen && <Flash tone="caution" title={text.nothingChosen} />}
      {fixable.slice(0, MAX_FORMS).map((group) => (
        <RepairForms key={`${group.code} ${group.column}`} group={group} vendors={vendors} />
      ))}
      {fixable.length > MAX_FORMS && (
        <p className="mt-2 text-xs text-ink-2">{text.moreLater(fixable.length - MAX_FORMS)}</p>
      )}
      {fixable.length === 0 && blockers.length === 0 && (
        <EmptyState title={others.length > 0 ? text.onlyInFile : text.nothingLeft}>
          {others.length > 0 ? text.rejectedStay : looked?.whole === false ? text.allAcceptedSoFar : text.allAccepted}
        </EmptyState>
      )}
      {repairs.length > 0 && (
        <>
          <SectionHeading title={text.repaired} />
          <Card>
            <ul className="grid gap-2 text-sm">
              {repairs.map((repair, index) => (
                <li key={`${index}`} className="flex flex-wrap items-center justify-between gap-2">
                  <span>{repairText(repair)}</span>
                  <Form method="post">
                    <input type="hidden" name="position" value={index} />
                    <Button
                      size="small"
                      kind="quiet"
                      name="intent"
                      value="undo"
                      aria-label={text.undoOf(repairText(repair))}
                    >
                      {text.undo}
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
          <ButtonLink to={`${address}/dry-run`} kind="primary">
            {WIZARD.continue}
          </ButtonLink>
          <ButtonLink to={`${address}/check`}>{text.back}</ButtonLink>
        </div>
      )}
    </WizardFrame>
  );
}
