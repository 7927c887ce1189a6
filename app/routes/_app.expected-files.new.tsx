import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { Button } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { NoPartners } from "~/components/access/no-partners";
import { entered, formProblems } from "~/components/ui/forms/entered";
import { ExpectedFileFields } from "~/components/deliveries/expected-file-fields";
import { FormErrors } from "~/components/ui/forms/form-errors";
import { FormIdField } from "~/components/ui/forms/form-id-field";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { SelectField } from "~/components/ui/forms/select-field";
import { DELIVERY_DEFAULTS, EVERY_WEEKDAY, type Delivery } from "~/domain/contracts/delivery-schedule";
import { EXPECTED_FILES, SCHEDULE_ERRORS, SCHEDULE_FORM } from "~/wording/deliveries/expected-file-pages";
import { newFormId, readCreation } from "~/forms/creation.server";
import { newExpectedFileSchema } from "~/commands/deliveries/expected-file-form";
import { expectFile, loadExpectedFileChoices } from "~/commands/deliveries/expected-files.server";

export const meta: MetaFunction = () => [{ title: pageTitle(EXPECTED_FILES.schedule, EXPECTED_FILES.title) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "deliveries.write");
  return json({ ...(await loadExpectedFileChoices(context.db, viewer, context)), formId: newFormId() });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "deliveries.write");
  const { submission, creation } = await readCreation(request, newExpectedFileSchema);
  if (submission.status !== "success") return json({ form: submission.reply() }, { status: 400 });
  const { vendor, ...requested } = submission.value;
  const outcome = await expectFile(context.db, viewer, vendor, requested, creation);
  if (outcome.ok) return redirect("/expected-files");
  return json({ form: submission.reply({ fieldErrors: { vendor: [SCHEDULE_ERRORS.partner] } }) }, { status: 400 });
}

const DRAFT: Delivery = {
  ...DELIVERY_DEFAULTS,
  name: "",
  kind: "contacts",
  source: null,
  cadence: { every: "day", weekdays: EVERY_WEEKDAY },
};

export default function ExpectFile() {
  const { vendors, sources, today, formId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === "submitting";
  const form = answer?.form;
  return (
    <PageFrame title={EXPECTED_FILES.schedule} breadcrumbs={[{ label: EXPECTED_FILES.title, href: "/expected-files" }]}>
      {vendors.length === 0 ? (
        <NoPartners linked />
      ) : (
        <Card className="max-w-[44rem]">
          <Form method="post" className="grid gap-4">
            <FormIdField id={formId} />
            <FormErrors errors={formProblems(form)} />
            <SelectField label={SCHEDULE_FORM.partner} name="vendor" options={vendors} {...entered(form, "vendor")} />
            <ExpectedFileFields answer={form} delivery={DRAFT} startsOn={today} sources={sources} />
            <div>
              <Button kind="primary" busy={busy}>
                {EXPECTED_FILES.schedule}
              </Button>
            </div>
          </Form>
        </Card>
      )}
    </PageFrame>
  );
}
