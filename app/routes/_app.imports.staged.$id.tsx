import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { loadZone } from "~/auth/organisation.server";
import { requireViewer } from "~/auth/require-viewer.server";
import { actorOf } from "~/domain/access/actor";
import { Button } from "~/components/button";
import { Card } from "~/components/card";
import { Columns } from "~/components/columns";
import { FormErrors } from "~/components/form-errors";
import { ImportPreview } from "~/components/import-preview";
import { ImportWishFields } from "~/components/import-wish-fields";
import { PageFrame } from "~/components/page-frame";
import { pageTitle } from "~/components/page-title";
import { SectionHeading } from "~/components/section-heading";
import {
  applyStaged,
  changeWish,
  loadImportChoices,
  loadStaged,
  NEW_VENDOR,
  previewStaged,
  readWish,
} from "~/ingest/new-import.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.fileName ?? "Upload", "Imports") },
];

async function requireStaged({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const staged = await loadStaged(context.environment.dataFolder, params["id"] ?? "", actorOf(viewer));
  if (staged === null)
    throw new Response("This upload is no longer there. Uploads are kept for a week.", { status: 404 });
  return { viewer, staged };
}

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, staged } = await requireStaged(args);
  if (staged.batchId !== null) return redirect(`/imports/${staged.batchId}`);
  const { context } = args;
  const [choices, reading, zone] = await Promise.all([
    loadImportChoices(context.db, viewer),
    previewStaged(context.db, viewer, staged),
    loadZone(context.db),
  ]);
  return json({
    fileName: staged.fileName,
    zone,
    ...choices,
    newVendor: NEW_VENDOR,
    chosen: {
      mapping: staged.mappingId === null ? "" : String(staged.mappingId),
      mappingText: staged.mappingText,
      vendor: staged.newVendorName === null ? (staged.vendorKey ?? "") : NEW_VENDOR,
      newVendorName: staged.newVendorName ?? "",
    },
    reading,
  });
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, staged } = await requireStaged(args);
  const { request, context } = args;
  const { dataFolder } = context.environment;
  const form = await request.formData();
  if (form.get("intent") !== "apply") {
    await changeWish(dataFolder, staged, readWish(form));
    return redirect(`/imports/staged/${staged.id}`);
  }
  const applied = await applyStaged(context.db, viewer, dataFolder, staged);
  if (applied.ok) return redirect(`/imports/${applied.value.batch}`);
  return json({ problem: applied.refusal.message }, { status: 422 });
}

export default function StagedImport() {
  const { fileName, zone, vendors, mappings, newVendor, chosen, reading } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const navigation = useNavigation();
  const intent = navigation.state === "idle" ? null : (navigation.formData?.get("intent") ?? null);
  const usable = reading.ok && reading.value.looked.accepted > 0;
  return (
    <PageFrame
      title={fileName}
      name={`Import of ${fileName}`}
      breadcrumbs={[
        { label: "Imports", href: "/imports" },
        { label: "New import", href: "/imports/new" },
      ]}
      meta={["not applied yet", zone]}
      lead={
        usable
          ? "This is how the file will be read. Applying reads all of it; rows that cannot be used are set aside, and the import can be withdrawn later."
          : "No row can be used as the file is read now. Choose another way to read it."
      }
      actions={
        <Form method="post">
          <Button kind="primary" name="intent" value="apply" disabled={!usable} busy={intent === "apply"}>
            Apply
          </Button>
        </Form>
      }
    >
      <Columns
        main={
          <>
            <FormErrors errors={answer && [answer.problem]} />
            {reading.ok ? (
              <ImportPreview preview={reading.value} zone={zone} />
            ) : (
              <FormErrors title="The file cannot be read this way" errors={[reading.refusal.message]} />
            )}
          </>
        }
        aside={
          <>
            <SectionHeading title="How it is read" />
            <Card>
              <Form method="post" className="grid gap-4">
                <ImportWishFields
                  key={JSON.stringify(chosen)}
                  vendors={vendors}
                  mappings={mappings}
                  newVendor={newVendor}
                  chosen={chosen}
                />
                <div>
                  <Button name="intent" value="read" busy={intent === "read"}>
                    Read again
                  </Button>
                </div>
              </Form>
            </Card>
          </>
        }
      />
    </PageFrame>
  );
}
