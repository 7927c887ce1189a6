import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { KeyRound } from "lucide-react";
import { loadZone } from "~/commands/access/organization.server";
import { invitePerson, listPeople } from "~/commands/access/people.server";
import { invitationSchema } from "~/commands/access/person-form";
import { requireViewer } from "~/auth/require-viewer.server";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { Card } from "~/components/ui/card";
import { Columns } from "~/components/ui/columns";
import { type Column, DataTable } from "~/components/ui/data-table";
import { entered, formProblems } from "~/components/ui/forms/entered";
import { FormErrors } from "~/components/ui/forms/form-errors";
import { FormIdField } from "~/components/ui/forms/form-id-field";
import { OneTimeAddress } from "~/components/access/one-time-link";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { RoleFields } from "~/components/access/role-fields";
import { ROLE_LABELS } from "~/wording/access/roles";
import { SectionHeading } from "~/components/ui/section-heading";
import { Tag } from "~/components/ui/tag";
import { TextField } from "~/components/ui/forms/text-field";
import { may } from "~/domain/access/permissions";
import { dayLabelInZone, momentLabel } from "~/domain/calendar/moment";
import { newFormId, readCreation } from "~/forms/creation.server";
import { ONE_TIME_LINK, PEOPLE as text } from "~/wording/access/people";
import { ACCOUNT_ERRORS } from "~/wording/access/sign-in";

export const meta: MetaFunction = () => [{ title: pageTitle(text.title) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "people.read");
  const [{ people, vendors }, zone] = await Promise.all([listPeople(context.db, viewer), loadZone(context.db)]);
  const mayWrite = may(viewer, "people.write");
  return json({
    formId: newFormId(),
    mayWrite,
    mayReadKeys: may(viewer, "keys.read"),
    vendors,
    people: people.map((person) => ({
      id: person.id,
      name: person.name,
      email: person.email,
      role: ROLE_LABELS[person.role],
      vendorName: person.vendorName,
      state: person.disabled ? ("disabled" as const) : person.hasPassword ? ("active" as const) : ("invited" as const),
      lastSeen: person.lastSeenAt === null ? null : momentLabel(new Date(person.lastSeenAt), zone),
    })),
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "people.write");
  const { submission, creation } = await readCreation(request, invitationSchema);
  if (submission.status !== "success") return json({ form: submission.reply(), invitation: null }, { status: 400 });
  const now = context.clock();
  const outcome = await invitePerson(context.db, viewer, submission.value, { now, origin: context.origin, creation });
  if (outcome.ok) {
    const until = dayLabelInZone(outcome.expiresAt, await loadZone(context.db));
    return json({ form: null, invitation: { name: outcome.name, href: outcome.href, until } });
  }
  const fieldErrors: Record<string, string[]> =
    outcome.problem === "email-taken"
      ? { email: [ACCOUNT_ERRORS.emailTaken] }
      : { vendorId: [ACCOUNT_ERRORS.choosePartner] };
  return json({ form: submission.reply({ fieldErrors }), invitation: null }, { status: 400 });
}

type Person = ReturnType<typeof useLoaderData<typeof loader>>["people"][number];

function columns(mayWrite: boolean): Column<Person>[] {
  return [
    {
      key: "name",
      header: text.columns.name,
      sortValue: ({ name }) => name,
      rowHeader: true,
      cell: (person) => (
        <span className="inline-flex flex-wrap items-center gap-2">
          {mayWrite ? (
            <Link to={`/people/${person.id}`} className="prose-link">
              {person.name}
            </Link>
          ) : (
            person.name
          )}
          {text.states[person.state] && <Tag>{text.states[person.state]}</Tag>}
        </span>
      ),
    },
    {
      key: "email",
      header: text.columns.email,
      sortValue: ({ email }) => email,
      cell: (person) => person.email,
    },
    { key: "role", header: text.columns.role, sortValue: ({ role }) => role, cell: (person) => person.role },
    {
      key: "vendor",
      header: text.columns.partner,
      sortValue: ({ vendorName }) => vendorName ?? null,
      cell: (person) => person.vendorName ?? "",
    },
    { key: "seen", header: text.columns.lastSeen, cell: (person) => person.lastSeen ?? text.neverSeen },
  ];
}

export default function People() {
  const { formId, people, vendors, mayWrite, mayReadKeys } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === "submitting";
  const table = (
    <DataTable
      caption={text.caption}
      columns={columns(mayWrite)}
      rows={people}
      rowKey={(person) => person.id}
      sortName="people"
      layout="stack"
    />
  );
  return (
    <PageFrame
      title={text.title}
      actions={
        mayReadKeys && (
          <ButtonLink to="/keys" icon={<KeyRound size={16} strokeWidth={1.75} aria-hidden="true" />}>
            {text.keys}
          </ButtonLink>
        )
      }
    >
      {answer?.invitation && (
        <OneTimeAddress
          title={ONE_TIME_LINK.title(answer.invitation.name)}
          label={ONE_TIME_LINK.label}
          href={answer.invitation.href}
        >
          {ONE_TIME_LINK.text(answer.invitation.name, answer.invitation.until)}
        </OneTimeAddress>
      )}
      {mayWrite ? (
        <Columns
          main={table}
          aside={
            <Card as="section" labelledBy="invite" className="max-w-[28rem]">
              <SectionHeading title={text.invite.title} id="invite" />
              <Form method="post" className="grid gap-4" key={answer?.invitation?.href ?? "form"}>
                <FormIdField id={formId} />
                <FormErrors errors={formProblems(answer?.form)} />
                <TextField label={text.columns.name} name="name" required {...entered(answer?.form, "name")} />
                <TextField
                  label={text.columns.email}
                  name="email"
                  type="email"
                  required
                  {...entered(answer?.form, "email")}
                />
                <RoleFields answer={answer?.form ?? undefined} vendors={vendors} />
                <Button kind="primary" busy={busy}>
                  {text.invite.submit}
                </Button>
              </Form>
            </Card>
          }
        />
      ) : (
        <>
          <p className="text-sm text-ink-2">{text.readOnly}</p>
          {table}
        </>
      )}
    </PageFrame>
  );
}
