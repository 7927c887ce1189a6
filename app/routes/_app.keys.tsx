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
import { importLimitText } from "~/wording/access/import-limits";
import { OneTimeAddress } from "~/components/access/one-time-link";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { RoleFields } from "~/components/access/role-fields";
import { ROLE_LABELS } from "~/wording/access/roles";
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
import { API_KEYS as text } from "~/wording/access/api-keys";
import { PEOPLE } from "~/wording/access/people";
import { ACCOUNT_ERRORS } from "~/wording/access/sign-in";

export const meta: MetaFunction = () => [{ title: pageTitle(text.title) }];

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
      role: ROLE_LABELS[key.role],
      vendorName: key.vendorName,
      limits: importLimitText(key.imports),
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
  const fieldErrors = { vendorId: [ACCOUNT_ERRORS.choosePartner] };
  return json({ form: submission.reply({ fieldErrors }), minted: null }, { status: 400 });
}

type Key = ReturnType<typeof useLoaderData<typeof loader>>["keys"][number];

const COLUMNS: readonly Column<Key>[] = [
  {
    key: "name",
    header: text.columns.name,
    sortValue: ({ name }) => name,
    rowHeader: true,
    cell: (key) => (
      <span className="inline-flex flex-wrap items-center gap-2">
        {key.name}
        {key.state === "revoked" && <Tag>{text.revokedOn(key.revoked)}</Tag>}
        {key.state === "expired" && <Tag>{text.expired}</Tag>}
        {key.state === "stopped" && <Tag tone="below">{stoppedText(key.creator)}</Tag>}
      </span>
    ),
  },
  {
    key: "role",
    header: text.columns.access,
    cell: (key) => (
      <>
        {key.vendorName ? `${key.role}, ${key.vendorName}` : key.role}
        {key.limits && <p className="text-xs text-ink-3">{key.limits}</p>}
      </>
    ),
  },
  { key: "created", header: text.columns.created, cell: (key) => key.created },
  { key: "expires", header: text.columns.expires, cell: (key) => key.expires },
  { key: "used", header: text.columns.lastUsed, cell: (key) => key.lastUsed ?? text.neverUsed },
  {
    key: "revoke",
    header: <span className="sr-only">{text.revoke.open}</span>,
    align: "end",
    cell: (key) =>
      key.state !== "revoked" && (
        <Form method="post">
          <ConfirmButton
            label={text.revoke.open}
            title={text.revoke.title(key.name)}
            confirmLabel={text.revoke.confirm}
            size="small"
            name="revoke"
            value={key.id}
          >
            {text.revoke.text}
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
    <PageFrame title={text.title} breadcrumbs={[{ label: PEOPLE.title, href: "/people" }]}>
      {answer?.minted && (
        <OneTimeAddress
          title={text.created.title(answer.minted.name)}
          label={text.created.label}
          href={answer.minted.key}
        >
          {text.created.text}
        </OneTimeAddress>
      )}
      <Columns
        main={
          keys.length === 0 ? (
            <EmptyState icon={<KeyRound size={24} strokeWidth={1.5} aria-hidden="true" />} title={text.empty.title}>
              {text.empty.text}
            </EmptyState>
          ) : (
            <DataTable
              caption={text.title}
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
            <SectionHeading title={text.create.title} id="mint" />
            <Form method="post" className="grid gap-4" key={answer?.minted?.key ?? "form"}>
              <FormIdField id={formId} />
              <FormErrors errors={formProblems(answer?.form)} />
              <TextField
                label={text.create.name}
                name="name"
                required
                placeholder={text.create.placeholder}
                {...entered(answer?.form, "name")}
              />
              <RoleFields answer={answer?.form ?? undefined} vendors={vendors} role="analyst" />
              <TextField
                label={text.create.days}
                name="days"
                type="number"
                min={1}
                max={KEY_DAYS_MAX}
                required
                hint={text.create.daysHint(KEY_DAYS_MAX)}
                {...entered(answer?.form, "days")}
                defaultValue={entered(answer?.form, "days").defaultValue ?? String(KEY_DAYS_DEFAULT)}
              />
              <ImportLimitFields answer={answer?.form ?? undefined} vendors={vendors} sources={sources} />
              <Button kind="primary" busy={busy}>
                {text.create.submit}
              </Button>
            </Form>
          </Card>
        }
      />
    </PageFrame>
  );
}
