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
import { ROLE_WORDS } from "~/wording/access/roles";
import { SectionHeading } from "~/components/ui/section-heading";
import { Tag } from "~/components/ui/tag";
import { TextField } from "~/components/ui/forms/text-field";
import { may } from "~/domain/access/permissions";
import { dayLabelInZone, momentLabel } from "~/domain/calendar/moment";
import { newFormId, readCreation } from "~/forms/creation.server";

export const meta: MetaFunction = () => [{ title: pageTitle("People") }];

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
      role: ROLE_WORDS[person.role],
      vendorName: person.vendorName,
      state: person.disabled ? ("off" as const) : person.hasPassword ? ("active" as const) : ("invited" as const),
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
      ? { email: ["There is an account with this address already."] }
      : { vendorId: ["Choose the partner that they belong to."] };
  return json({ form: submission.reply({ fieldErrors }), invitation: null }, { status: 400 });
}

type Person = ReturnType<typeof useLoaderData<typeof loader>>["people"][number];

const STATE_WORDS = { active: null, invited: "Invited", off: "Switched off" } as const;

function columns(mayWrite: boolean): Column<Person>[] {
  return [
    {
      key: "name",
      header: "Name",
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
          {STATE_WORDS[person.state] && <Tag>{STATE_WORDS[person.state]}</Tag>}
        </span>
      ),
    },
    {
      key: "email",
      header: "E-mail",
      label: "E-mail",
      sortValue: ({ email }) => email,
      cell: (person) => person.email,
    },
    { key: "role", header: "Role", label: "Role", sortValue: ({ role }) => role, cell: (person) => person.role },
    {
      key: "vendor",
      header: "Partner",
      label: "Partner",
      sortValue: ({ vendorName }) => vendorName ?? null,
      cell: (person) => person.vendorName ?? "",
    },
    { key: "seen", header: "Last here", label: "Last here", cell: (person) => person.lastSeen ?? "not yet" },
  ];
}

export default function People() {
  const { formId, people, vendors, mayWrite, mayReadKeys } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === "submitting";
  const table = (
    <DataTable
      caption="Everyone who may sign in"
      columns={columns(mayWrite)}
      rows={people}
      rowKey={(person) => person.id}
      sortName="people"
      layout="stack"
    />
  );
  return (
    <PageFrame
      title="People"
      actions={
        mayReadKeys && (
          <ButtonLink to="/keys" icon={<KeyRound size={16} strokeWidth={1.75} aria-hidden="true" />}>
            API keys
          </ButtonLink>
        )
      }
    >
      {answer?.invitation && (
        <OneTimeAddress
          title={`${answer.invitation.name} can choose a password`}
          label="One-time address"
          href={answer.invitation.href}
        >
          Send it to {answer.invitation.name}. It works once, until {answer.invitation.until}, and is not shown again.
        </OneTimeAddress>
      )}
      {mayWrite ? (
        <Columns
          main={table}
          aside={
            <Card as="section" labelledBy="invite" className="max-w-[28rem]">
              <SectionHeading title="Invite someone" id="invite" />
              <Form method="post" className="grid gap-4" key={answer?.invitation?.href ?? "form"}>
                <FormIdField id={formId} />
                <FormErrors errors={formProblems(answer?.form)} />
                <TextField label="Name" name="name" required {...entered(answer?.form, "name")} />
                <TextField label="E-mail" name="email" type="email" required {...entered(answer?.form, "email")} />
                <RoleFields answer={answer?.form ?? undefined} vendors={vendors} />
                <Button kind="primary" busy={busy}>
                  Invite
                </Button>
              </Form>
            </Card>
          }
        />
      ) : (
        <>
          <p className="text-sm text-ink-2">An admin invites people and changes their roles.</p>
          {table}
        </>
      )}
    </PageFrame>
  );
}
