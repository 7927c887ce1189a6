import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { loadZone } from "~/commands/access/organization.server";
import { changePerson, countCreatedBy, listPeople, renewInvitation } from "~/commands/access/people.server";
import { personChangeSchema } from "~/commands/access/person-form";
import { requireViewer } from "~/auth/require-viewer.server";
import { Button } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { CheckboxField } from "~/components/ui/forms/checkbox-field";
import { formProblems } from "~/components/ui/forms/entered";
import { FormErrors } from "~/components/ui/forms/form-errors";
import { countWords } from "~/wording/shared/text";
import { FormIdField } from "~/components/ui/forms/form-id-field";
import { OneTimeAddress } from "~/components/access/one-time-link";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { RoleFields } from "~/components/access/role-fields";
import { ROLE_DETAILS, ROLE_WORDS } from "~/wording/access/roles";
import { SectionHeading } from "~/components/ui/section-heading";
import { ROLES } from "~/domain/access/viewer";
import { dayLabelInZone } from "~/domain/calendar/moment";
import { creationOfForm, newFormId } from "~/forms/creation.server";
import { fieldNamesOf } from "~/forms/field-names";
import { FORM_ID } from "~/domain/input/form-id";
import { readForm } from "~/forms/read-form.server";
import { submissionOf } from "~/forms/submission.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.person.name ?? "Person", "People") },
];

async function requirePerson({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "people.write");
  const { people, vendors } = await listPeople(context.db, viewer);
  const person = people.find(({ id }) => id === params.id);
  if (person === undefined) throw new Response(null, { status: 404 });
  return { viewer, person, vendors };
}

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, person, vendors } = await requirePerson(args);
  const { id, name, email, role, vendorId, disabled, hasPassword } = person;
  const created = await countCreatedBy(args.context.db, viewer, id, args.context.clock());
  return json({
    person: { id, name, email, role, vendorId, disabled, hasPassword },
    vendors,
    created,
    formId: newFormId(),
  });
}

const PROBLEM_WORDS = {
  "last-admin": "This is the only admin who can sign in. Make someone else an admin first.",
  "unknown-vendor": "Choose the partner that they belong to.",
  "unknown-account": "This account is no longer there, or is switched off.",
  "email-taken": "There is an account with this address already.",
  "not-permitted": "Only an admin can change people.",
} as const;

export async function action(args: ActionFunctionArgs) {
  const { viewer, person } = await requirePerson(args);
  const { request, context } = args;
  const form = await readForm(request, ["intent", FORM_ID, ...fieldNamesOf(personChangeSchema)]);
  const now = context.clock();
  if (form.get("intent") === "renew") {
    const creation = creationOfForm(form);
    const outcome = await renewInvitation(context.db, viewer, person.id, { now, origin: context.origin, creation });
    if (!outcome.ok) {
      return json({ form: { error: { "": [PROBLEM_WORDS[outcome.problem]] } }, invitation: null }, { status: 400 });
    }
    const until = dayLabelInZone(outcome.expiresAt, await loadZone(context.db));
    return json({ form: null, invitation: { href: outcome.href, until } });
  }
  const submission = submissionOf(form, personChangeSchema);
  if (submission.status !== "success") return json({ form: submission.reply(), invitation: null }, { status: 400 });
  const problem = await changePerson(context.db, viewer, person.id, submission.value, now);
  if (problem === null) return redirect("/people");
  return json({ form: submission.reply({ formErrors: [PROBLEM_WORDS[problem]] }), invitation: null }, { status: 400 });
}

function createdText({ keys, links }: { keys: number; links: number }): string {
  const counts = `${countWords(keys, "API key", "API keys")} and ${countWords(links, "link", "links")}`;
  const current = keys + links === 0 ? "" : ` Created by this person and in use: ${counts}.`;
  return `API keys work while their creator is an admin, links while their creator is an admin or lead, and both stop while the account is switched off.${current}`;
}

export default function Person() {
  const { person, vendors, created, formId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === "submitting";
  return (
    <PageFrame title={person.name} breadcrumbs={[{ label: "People", href: "/people" }]} meta={[person.email]}>
      {answer?.invitation && (
        <OneTimeAddress
          title={`${person.name} can choose a password`}
          label="One-time address"
          href={answer.invitation.href}
        >
          Send it to {person.name}. It works once, until {answer.invitation.until}, and is not shown again.
        </OneTimeAddress>
      )}
      <div className="grid max-w-[40rem] gap-5">
        <Card as="section" labelledBy="access">
          <SectionHeading
            title="Access"
            id="access"
            detail="Changes take effect at the person's next request and end one-time addresses that were not used."
          />
          <p className="mb-3 text-sm text-pretty text-ink-2">{createdText(created)}</p>
          <Form method="post" className="grid gap-4">
            <FormErrors errors={formProblems(answer?.form)} />
            <RoleFields
              answer={answer?.form ?? undefined}
              vendors={vendors}
              role={person.role}
              vendorId={person.vendorId}
            />
            <dl className="grid gap-1 text-xs text-ink-3">
              {ROLES.map((role) => (
                <div key={role}>
                  <dt className="inline font-medium text-ink-2">{ROLE_WORDS[role]}: </dt>
                  <dd className="inline">{ROLE_DETAILS[role]}</dd>
                </div>
              ))}
            </dl>
            <CheckboxField
              label="Switched off"
              name="disabled"
              hint="Cannot sign in; what they wrote stays. Sessions end when the account is switched off or on."
              defaultChecked={person.disabled}
            />
            <div>
              <Button kind="primary" busy={busy}>
                Save
              </Button>
            </div>
          </Form>
        </Card>
        <Card as="section" labelledBy="password">
          <SectionHeading title="Password" id="password" />
          <p className="mb-3 text-sm text-pretty text-ink-2">
            {person.hasPassword
              ? "A one-time address lets this person choose a new password. The present one works until then."
              : "This person has not chosen a password yet. A new one-time address replaces the one sent before."}
          </p>
          <Form method="post">
            <FormIdField id={formId} />
            <Button name="intent" value="renew" busy={busy}>
              Make a one-time address
            </Button>
          </Form>
        </Card>
      </div>
    </PageFrame>
  );
}
