import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useLoaderData, useNavigation } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { FormErrors } from "~/components/ui/forms/form-errors";
import { COLUMNS_FIELD, MappingForm } from "~/components/imports/mapping-form";
import { MappingSource } from "~/components/imports/mapping-source";
import { pageTitle } from "~/components/layout/page-title";
import { RememberedMapping } from "~/components/imports/remembered-mapping";
import { WizardFrame } from "~/components/imports/wizard-frame";
import { actorOf } from "~/domain/access/actor";
import { MAPPING_FORM } from "~/forms/form-limits";
import { readForm } from "~/forms/read-form.server";
import { changeMapping, MAPPING_FIELDS } from "~/commands/imports/change-mapping.server";
import { atStep } from "~/commands/imports/change-upload.server";
import { isQuestionOpen, loadMapStep } from "~/reports/imports/map-step.server";
import { requireStaged } from "~/reports/imports/upload.server";
import { IMPORTS } from "~/wording/imports/import-pages";
import { MAPPING_STEP } from "~/wording/imports/mapping-step";
import { WIZARD } from "~/wording/imports/wizard";

/** Set where Continue was refused for an open question. */
const SUBMITTED_FIELD = "submitted";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(WIZARD.steps.map, data?.fileName ?? WIZARD.untitled, IMPORTS.title) },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const { dataFolder } = context.environment;
  const staged = await atStep(
    dataFolder,
    await requireStaged({ db: context.db, dataFolder }, params["id"], actorOf(viewer)),
    "map",
  );
  const address = new URL(request.url).searchParams;
  return json({
    id: staged.id,
    fileName: staged.fileName,
    isSubmitted: address.has(SUBMITTED_FIELD),
    ...(await loadMapStep(context.db, viewer, staged, pageIn(address.get(COLUMNS_FIELD)))),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const { dataFolder } = context.environment;
  const form = await readForm(request, [...MAPPING_FIELDS, COLUMNS_FIELD], MAPPING_FORM);
  const staged = await requireStaged({ db: context.db, dataFolder }, params["id"], actorOf(viewer));
  await changeMapping(context.db, viewer, dataFolder, { staged, form });
  if (form.get("intent") === "next") {
    const current = await requireStaged({ db: context.db, dataFolder }, staged.id, staged.actor);
    const isOpen = await isQuestionOpen(context.db, viewer, current);
    return redirect(`/imports/staged/${staged.id}/${isOpen ? `map?${SUBMITTED_FIELD}=1` : "check"}`);
  }
  // The page of columns that was requested, else the one that was sent.
  const page = pageIn(form.get(COLUMNS_FIELD) ?? new URL(request.url).searchParams.get(COLUMNS_FIELD));
  return redirect(`/imports/staged/${staged.id}/map${page > 1 ? `?${COLUMNS_FIELD}=${page}` : ""}`);
}

/** The number of a page of columns, from the address or from the form. */
function pageIn(text: string | null): number {
  return text !== null && /^\d{1,4}$/.test(text) ? Math.max(1, Number(text)) : 1;
}

export default function MapStep() {
  const { id, fileName, mappings, pasted, problem, made, isSubmitted } = useLoaderData<typeof loader>();
  const busy = useNavigation().state === "submitting";
  const suggestion = made?.suggestion ?? null;
  return (
    <WizardFrame
      id={id}
      fileName={fileName}
      step="map"
      meta={made === null ? [] : [made.partner ?? MAPPING_STEP.noPartner, made.zone]}
      lead={suggestion ? MAPPING_STEP.leadSuggested : MAPPING_STEP.leadFixed}
    >
      <FormErrors title={WIZARD.unreadable} errors={problem === null ? undefined : [problem]} />
      {made?.remembered && <RememberedMapping fit={made.remembered} by={made.by} />}
      {made && (
        <Form method="post" key={made.shown} autoComplete="off">
          <MappingForm made={made} busy={busy} isSubmitted={isSubmitted} />
        </Form>
      )}
      <MappingSource mappings={mappings} by={made?.by ?? "document"} pasted={pasted} />
    </WizardFrame>
  );
}
