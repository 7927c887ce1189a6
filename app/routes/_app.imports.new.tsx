import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { timeZoneNames } from "~/domain/calendar/time-zone-names";
import { Button } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { FileField } from "~/components/ui/forms/file-field";
import { FormErrors } from "~/components/ui/forms/form-errors";
import { FormIdField } from "~/components/ui/forms/form-id-field";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { PartnerFields } from "~/components/imports/partner-fields";
import { actorOf } from "~/domain/access/actor";
import type { RefusalCode } from "~/domain/input/refusal";
import { newFormId } from "~/forms/creation.server";
import { stageFiles } from "~/commands/imports/stage-files.server";
import { NEW_VENDOR } from "~/commands/imports/wizard-forms";
import { loadImportChoices } from "~/reports/imports/upload.server";
import { IMPORTS, NEW_IMPORT as text } from "~/wording/imports/import-pages";

export const meta: MetaFunction = () => [{ title: pageTitle(text.title) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const { vendors } = await loadImportChoices(context.db, viewer);
  return json({ formId: newFormId(), vendors, newVendor: NEW_VENDOR, zones: timeZoneNames() });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const { dataFolder, uploadQuota: quota } = context.environment;
  const sender = { db: context.db, dataFolder, quota, actor: actorOf(viewer) };
  const staged = await stageFiles(request, sender, context.clock());
  if (staged.ok) {
    const [only, ...others] = staged.value;
    return redirect(others.length === 0 ? `/imports/staged/${only}` : "/imports");
  }
  const { code, message } = staged.refusal;
  return json({ problem: message }, { status: STATUS_OF[code] ?? 400 });
}

const STATUS_OF: Readonly<Partial<Record<RefusalCode, number>>> = {
  "too-large": 413,
  "quota-of-person": 413,
  "quota-of-all": 507,
};

export default function NewImport() {
  const { formId, vendors, newVendor, zones } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === "submitting";
  return (
    <PageFrame title={text.title} breadcrumbs={[{ label: IMPORTS.title, href: "/imports" }]}>
      <Card className="max-w-[44rem]">
        <Form method="post" encType="multipart/form-data" className="grid gap-4">
          <FormIdField id={formId} />
          <FormErrors errors={answer && [answer.problem]} />
          <FileField label={text.file} name="file" multiple required hint={text.fileHint} />
          <PartnerFields
            vendors={vendors}
            newVendor={newVendor}
            chosen={{ vendor: "", newVendorName: "" }}
            zones={zones}
          />
          <div className="flex flex-wrap items-center gap-3">
            <Button kind="primary" busy={busy}>
              {text.submit}
            </Button>
            <span className="text-xs text-ink-3">{text.note}</span>
          </div>
        </Form>
      </Card>
    </PageFrame>
  );
}
