import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { exclusionRequestSchema } from "~/commands/contracts/exclusion-form";
import { exclusionRefusalText } from "~/commands/contracts/exclusion-refusal";
import { requestExclusion } from "~/commands/contracts/exclusions.server";
import { NoPartners } from "~/components/access/no-partners";
import { ExclusionFields } from "~/components/contracts/exclusion-fields";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { Button } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { entered, formProblems } from "~/components/ui/forms/entered";
import { FormErrors } from "~/components/ui/forms/form-errors";
import { FormIdField } from "~/components/ui/forms/form-id-field";
import { SelectField } from "~/components/ui/forms/select-field";
import { TextField } from "~/components/ui/forms/text-field";
import { TextareaField } from "~/components/ui/forms/textarea-field";
import { distinct } from "~/domain/metrics/slice-names";
import { newFormId, readCreation } from "~/forms/creation.server";
import { loadExclusionChoices } from "~/reports/contracts/exclusions.server";
import { EXCLUSION_FORM, EXCLUSIONS_TEXT as text } from "~/wording/contracts/exclusions";

export const meta: MetaFunction = () => [{ title: pageTitle(text.request, text.title) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "exclusions.write");
  const { vendors, known, timeZone } = await loadExclusionChoices(context.db, viewer);
  const all = Object.values(known);
  const vendor = new URL(request.url).searchParams.get("vendor");
  return json({
    vendors,
    vendor: vendors.find(({ value }) => value === vendor)?.value ?? null,
    names: {
      sites: distinct(all.flatMap(({ sites }) => sites)),
      programs: distinct(all.flatMap(({ programs }) => programs)),
      channels: distinct(all.flatMap(({ channels }) => channels)),
    },
    timeZone,
    formId: newFormId(),
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "exclusions.write");
  const { submission, creation } = await readCreation(request, exclusionRequestSchema);
  if (submission.status !== "success") return json({ form: submission.reply() }, { status: 400 });
  const made = await requestExclusion(context.db, viewer, submission.value, { clock: context.clock, creation });
  if (made.ok) return redirect(`/exclusions/${made.id}`);
  const { field, text: sentence } = exclusionRefusalText(made.refusal);
  const errors = field === "" ? { formErrors: [sentence] } : { fieldErrors: { [field]: [sentence] } };
  return json({ form: submission.reply(errors) }, { status: 400 });
}

export default function RequestExclusion() {
  const { vendors, vendor, names, timeZone, formId } = useLoaderData<typeof loader>();
  const form = useActionData<typeof action>()?.form;
  const busy = useNavigation().state === "submitting";
  const chosen = entered(form, "vendor");
  return (
    <PageFrame
      title={text.request}
      breadcrumbs={[{ label: text.title, href: "/exclusions" }]}
      lead={EXCLUSION_FORM.lead}
    >
      {vendors.length === 0 ? (
        <NoPartners linked />
      ) : (
        <Card className="max-w-[44rem]">
          <Form method="post" className="grid gap-4">
            <FormIdField id={formId} />
            <FormErrors errors={formProblems(form)} />
            <SelectField
              label={text.partner}
              name="vendor"
              options={vendors}
              errors={chosen.errors}
              defaultValue={chosen.defaultValue ?? vendor ?? undefined}
            />
            <ExclusionFields answer={form} names={names} timeZone={timeZone} />
            <TextareaField label={EXCLUSION_FORM.reason} name="reason" required {...entered(form, "reason")} />
            <TextField label={EXCLUSION_FORM.clause} name="clause" {...entered(form, "clause")} />
            <div>
              <Button kind="primary" busy={busy}>
                {text.request}
              </Button>
            </div>
          </Form>
        </Card>
      )}
    </PageFrame>
  );
}
