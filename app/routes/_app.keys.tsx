import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { KeyRound } from "lucide-react";
import { z } from "zod";
import { createApiKey, listApiKeys, revokeApiKey } from "~/commands/access/api-keys.server";
import { loadZone } from "~/commands/access/organization.server";
import { KEY_DAYS_DEFAULT, KEY_DAYS_MAX, keySchema } from "~/commands/access/person-form";
import { requireViewer } from "~/auth/require-viewer.server";
import { Button } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { Columns } from "~/components/ui/columns";
import { ConfirmButton } from "~/components/ui/forms/confirm-button";
import { type Column, DataTable } from "~/components/ui/data-table";
import { EmptyState } from "~/components/ui/empty-state";
import { entered, formProblems } from "~/components/ui/forms/entered";
import { FormErrors } from "~/components/ui/forms/form-errors";
import { FormIdField } from "~/components/ui/forms/form-id-field";
import { ImportLimitFields } from "~/components/access/import-limit-fields";
import { importLimitWords } from "~/wording/access/import-limits";
import { OneTimeAddress } from "~/components/access/one-time-link";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { RoleFields } from "~/components/access/role-fields";
import { ROLE_WORDS } from "~/wording/access/roles";
import { stoppedText } from "~/wording/sharing/links";
import { SectionHeading } from "~/components/ui/section-heading";
import { Tag } from "~/components/ui/tag";
import { TextField } from "~/components/ui/forms/text-field";
import { dayLabelInZone, momentLabel } from "~/domain/calendar/moment";
import { creationOfForm, newFormId } from "~/forms/creation.server";
import { fieldNamesOf } from "~/forms/field-names";
import { FORM_ID } from "~/domain/input/form-id";
import { readForm } from "~/forms/read-form.server";
import { submissionOf } from "~/forms/submission.server";

export const meta: MetaFunction = () => [{ title: pageTitle("API keys") }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "keys.read");
  const now = context.clock();
  const [{ keys, vendors, sources }, zone] = await Promise.all([
    listApiKeys(context.db, viewer, now),
    loadZone(context.db),
  ]);
  return json({
    formId: newFormId(),
    vendors,
    sources,
    keys: keys.map((key) => ({
      id: key.id,
      name: key.name,
      role: ROLE_WORDS[key.role],
      vendorName: key.vendorName,
      limits: importLimitWords(key.imports),
      created: [dayLabelInZone(new Date(key.createdAt), zone), key.createdByName]
        .filter((part) => part !== null)
        .join(", "),
      expires: dayLabelInZone(new Date(key.expiresAt), zone),
      state: key.state,
      creator: key.creator,
      lastUsed: key.lastUsedAt === null ? null : momentLabel(new Date(key.lastUsedAt), zone),
      revoked: key.revokedAt === null ? null : dayLabelInZone(new Date(key.revokedAt), zone),
    })),
  });
}

const revocationSchema = z.object({ revoke: z.uuid() });

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "keys.write");
  const form = await readForm(request, ["revoke", FORM_ID, ...fieldNamesOf(keySchema)]);
  if (form.has("revoke")) {
    const revocation = submissionOf(form, revocationSchema);
    const known =
      revocation.status === "success" &&
      (await revokeApiKey(context.db, viewer, revocation.value.revoke, context.clock()));
    if (!known) throw new Response(null, { status: 404 });
    return redirect("/keys");
  }
  const submission = submissionOf(form, keySchema);
  if (submission.status !== "success") return json({ form: submission.reply(), minted: null }, { status: 400 });
  const outcome = await createApiKey(context.db, viewer, submission.value, context.clock(), creationOfForm(form));
  if (outcome.ok) return json({ form: null, minted: { name: submission.value.name, key: outcome.key } });
  const fieldErrors = { vendorId: ["Choose the partner that they belong to."] };
  return json({ form: submission.reply({ fieldErrors }), minted: null }, { status: 400 });
}

type Key = ReturnType<typeof useLoaderData<typeof loader>>["keys"][number];

const COLUMNS: readonly Column<Key>[] = [
  {
    key: "name",
    header: "Name",
    sortValue: ({ name }) => name,
    rowHeader: true,
    cell: (key) => (
      <span className="inline-flex flex-wrap items-center gap-2">
        {key.name}
        {key.state === "revoked" && <Tag>Revoked {key.revoked}</Tag>}
        {key.state === "expired" && <Tag>Expired</Tag>}
        {key.state === "stopped" && <Tag tone="below">{stoppedText(key.creator)}</Tag>}
      </span>
    ),
  },
  {
    key: "role",
    header: "May do what",
    label: "May do what",
    cell: (key) => (
      <>
        {key.vendorName ? `${key.role}, ${key.vendorName}` : key.role}
        {key.limits && <p className="text-xs text-ink-3">{key.limits}</p>}
      </>
    ),
  },
  { key: "created", header: "Created", label: "Created", cell: (key) => key.created },
  { key: "expires", header: "Expires", label: "Expires", cell: (key) => key.expires },
  { key: "used", header: "Last used", label: "Last used", cell: (key) => key.lastUsed ?? "not yet" },
  {
    key: "revoke",
    header: <span className="sr-only">Revoke</span>,
    align: "end",
    cell: (key) =>
      key.state !== "revoked" && (
        <Form method="post">
          <ConfirmButton
            label="Revoke"
            title={`Revoke ${key.name}?`}
            confirmLabel="Revoke key"
            size="small"
            name="revoke"
            value={key.id}
          >
            Whatever uses this key is refused from its next request on. A revoked key cannot be brought back.
          </ConfirmButton>
        </Form>
      ),
  },
];

export default function Keys() {
  const { formId, keys, vendors, sources } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === "submitting";
  return (
    <PageFrame title="API keys" breadcrumbs={[{ label: "People", href: "/people" }]}>
      {answer?.minted && (
        <OneTimeAddress title={`The key for ${answer.minted.name}`} label="API key" href={answer.minted.key}>
          Keep it where {answer.minted.name} can read it. It is not shown again.
        </OneTimeAddress>
      )}
      <Columns
        main={
          keys.length === 0 ? (
            <EmptyState icon={<KeyRound size={24} strokeWidth={1.5} aria-hidden="true" />} title="No API keys yet">
              A program that reads figures through <code>/api/v1</code> signs in with a key instead of a password.
            </EmptyState>
          ) : (
            <DataTable
              caption="API keys"
              columns={COLUMNS}
              rows={keys}
              rowKey={(key) => key.id}
              layout="stack"
              sortName="keys"
            />
          )
        }
        aside={
          <Card as="section" labelledBy="mint" className="max-w-[28rem]">
            <SectionHeading title="Make a key" id="mint" />
            <Form method="post" className="grid gap-4" key={answer?.minted?.key ?? "form"}>
              <FormIdField id={formId} />
              <FormErrors errors={formProblems(answer?.form)} />
              <TextField
                label="What will use it"
                name="name"
                required
                placeholder="Warehouse export"
                {...entered(answer?.form, "name")}
              />
              <RoleFields answer={answer?.form ?? undefined} vendors={vendors} role="analyst" />
              <TextField
                label="Expires after (days)"
                name="days"
                type="number"
                min={1}
                max={KEY_DAYS_MAX}
                required
                hint={`From 1 to ${KEY_DAYS_MAX} days. An expired key is refused; create a new one before then.`}
                {...entered(answer?.form, "days")}
                defaultValue={entered(answer?.form, "days").defaultValue ?? String(KEY_DAYS_DEFAULT)}
              />
              <ImportLimitFields answer={answer?.form ?? undefined} vendors={vendors} sources={sources} />
              <Button kind="primary" busy={busy}>
                Make key
              </Button>
            </Form>
          </Card>
        }
      />
    </PageFrame>
  );
}
