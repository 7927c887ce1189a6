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
import { sizeWords } from "~/wording/shared/text";
import { timeZoneNames } from "~/domain/calendar/time-zone-names";
import { actorOf } from "~/domain/access/actor";
import { readForm } from "~/forms/read-form.server";
import { PREVIEW_FIELDS, readPreviewForm, NEW_VENDOR } from "~/commands/imports/wizard-forms";
import { atStep, changeStaged } from "~/commands/imports/change-upload.server";
import { requireStaged } from "~/reports/imports/upload.server";
import { loadPreviewStep } from "~/reports/imports/preview-step.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle("Preview", data?.fileName ?? "Upload", "Imports") },
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
    wish: staged.file,
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
  const { id, fileName, bytes, vendors, newVendor, zones, chosen, wish, problem, reading } =
    useLoaderData<typeof loader>();
  const busy = useNavigation().state === "submitting";
  return (
    <WizardFrame
      id={id}
      fileName={fileName}
      step="preview"
      meta={[sizeWords(bytes)]}
      lead="These are the file's rows as they stand. Are the headings in the heading row, and does each value have a cell of its own?"
    >
      <Columns
        main={
          <>
            <FormErrors title="The file cannot be read this way" errors={problem === null ? undefined : [problem]} />
            {reading && <SampleTable {...reading} />}
          </>
        }
        aside={
          <>
            <SectionHeading title="How it is read" />
            <Card>
              <Form
                method="post"
                key={JSON.stringify([chosen, wish, reading?.file, reading?.zone])}
                autoComplete="off"
                className="grid gap-4"
              >
                {reading?.readBy && (
                  <p className="text-xs text-pretty text-ink-2">
                    “{reading.readBy.name}” fits this file, so it is read as before, times without a zone in{" "}
                    {reading.readBy.zone}. To read it as set here, choose “Guess anew” on the next step.
                  </p>
                )}
                <PartnerFields vendors={vendors} newVendor={newVendor} chosen={chosen} />
                <ReadingFields reading={reading} wish={wish} zones={zones} />
                <div className="flex flex-wrap gap-2">
                  <Button kind="primary" name="intent" value="next" busy={busy}>
                    Continue
                  </Button>
                  <Button name="intent" value="read">
                    Read again
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
