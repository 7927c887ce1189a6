import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { actorOf } from "~/domain/access/actor";
import { Button } from "~/components/button";
import { Card } from "~/components/card";
import { FileField } from "~/components/file-field";
import { FormErrors } from "~/components/form-errors";
import { ImportWishFields } from "~/components/import-wish-fields";
import { PageFrame } from "~/components/page-frame";
import { pageTitle } from "~/components/page-title";
import { loadImportChoices, NEW_VENDOR, stageUpload } from "~/ingest/new-import.server";

export const meta: MetaFunction = () => [{ title: pageTitle("New import") }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const choices = await loadImportChoices(context.db, viewer);
  return json({ ...choices, newVendor: NEW_VENDOR });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const staged = await stageUpload(request, context.environment.dataFolder, actorOf(viewer), context.clock());
  if (staged.ok) return redirect(`/imports/staged/${staged.value}`);
  const { code, message } = staged.refusal;
  return json({ problem: message }, { status: code === "too-large" ? 413 : 400 });
}

export default function NewImport() {
  const { vendors, mappings, newVendor } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === "submitting";
  const firstMapping = mappings[0] ? String(mappings[0].id) : "";
  return (
    <PageFrame title="New import" breadcrumbs={[{ label: "Imports", href: "/imports" }]}>
      <Card className="max-w-[44rem]">
        <Form method="post" encType="multipart/form-data" className="grid gap-4">
          <FormErrors errors={answer && [answer.problem]} />
          <FileField
            label="Choose or drop the file"
            name="file"
            accept=".csv,.txt,.tsv,text/csv,text/plain"
            required
            hint="Delimited text, up to 500 MB"
          />
          <ImportWishFields
            vendors={vendors}
            mappings={mappings}
            newVendor={newVendor}
            takesFile
            chosen={{ mapping: firstMapping, mappingText: "", vendor: "", newVendorName: "" }}
          />
          <div className="flex items-center gap-3">
            <Button kind="primary" busy={busy}>
              Upload and look at it
            </Button>
            <span className="text-xs text-ink-3">Nothing is stored with the figures before you apply it.</span>
          </div>
        </Form>
      </Card>
    </PageFrame>
  );
}
