import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useLoaderData, useNavigation } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { Button } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { Columns } from "~/components/ui/columns";
import { FormErrors } from "~/components/ui/forms/form-errors";
import { pageTitle } from "~/components/layout/page-title";
import { PartnerFields } from "~/components/imports/partner-fields";
import { ReadingFields } from "~/components/imports/file-format-fields";
import { SampleTable } from "~/components/imports/sample-table";
import { SectionHeading } from "~/components/ui/section-heading";
import { WizardFrame } from "~/components/imports/wizard-frame";
import { sizeText } from "~/wording/shared/text";
import { timeZoneNames } from "~/domain/calendar/time-zone-names";
import { actorOf } from "~/domain/access/actor";
import { readForm } from "~/forms/read-form.server";
import { PREVIEW_FIELDS, readPreviewForm, NEW_VENDOR } from "~/commands/imports/wizard-forms";
import { atStep, changeStaged } from "~/commands/imports/change-upload.server";
import { requireStaged } from "~/reports/imports/upload.server";
import { loadPreviewStep } from "~/reports/imports/preview-step.server";
import { IMPORTS } from "~/wording/imports/import-pages";
import { PREVIEW_STEP as text, WIZARD } from "~/wording/imports/wizard";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(WIZARD.steps.preview, data?.fileName ?? WIZARD.untitled, IMPORTS.title) },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const { dataFolder } = context.environment;
  const staged = await atStep(
    dataFolder,
    await requireStaged({ db: context.db, dataFolder }, params["id"], actorOf(viewer)),
    "preview",
  );
  const { id, fileName, bytes } = staged;
  return json({
    id,
    fileName,
    bytes,
    newVendor: NEW_VENDOR,
    zones: timeZoneNames(),
    chosen: {
      vendor: staged.newVendorName === null ? (staged.vendorKey ?? "") : NEW_VENDOR,
      newVendorName: staged.newVendorName ?? "",
    },
    requested: staged.file,
    ...(await loadPreviewStep(context.db, viewer, staged)),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const { dataFolder } = context.environment;
  const form = await readForm(request, PREVIEW_FIELDS);
  const staged = await requireStaged({ db: context.db, dataFolder }, params["id"], actorOf(viewer));
  await changeStaged(dataFolder, staged, readPreviewForm(form, staged.file));
  return redirect(`/imports/staged/${staged.id}/${form.get("intent") === "next" ? "map" : "preview"}`);
}

export default function PreviewStep() {
  const { id, fileName, bytes, vendors, newVendor, zones, chosen, requested, problem, reading } =
    useLoaderData<typeof loader>();
  const busy = useNavigation().state === "submitting";
  return (
    <WizardFrame id={id} fileName={fileName} step="preview" meta={[sizeText(bytes)]} lead={text.lead}>
      <Columns
        main={
          <>
            <FormErrors title={WIZARD.unreadable} errors={problem === null ? undefined : [problem]} />
            {reading && <SampleTable {...reading} />}
          </>
        }
        aside={
          <>
            <SectionHeading title={text.settings} />
            <Card>
              <Form
                method="post"
                key={JSON.stringify([chosen, requested, reading?.file, reading?.zone])}
                autoComplete="off"
                className="grid gap-4"
              >
                {reading?.readBy && (
                  <p className="text-xs text-pretty text-ink-2">
                    {text.readBy(reading.readBy.name, reading.readBy.zone)}
                  </p>
                )}
                <PartnerFields vendors={vendors} newVendor={newVendor} chosen={chosen} />
                <ReadingFields reading={reading} requested={requested} zones={zones} />
                <div className="flex flex-wrap gap-2">
                  <Button kind="primary" name="intent" value="next" busy={busy}>
                    {WIZARD.continue}
                  </Button>
                  <Button name="intent" value="read">
                    {text.readAgain}
                  </Button>
                </div>
              </Form>
            </Card>
          </>
        }
      />
    </WizardFrame>
  );
}
