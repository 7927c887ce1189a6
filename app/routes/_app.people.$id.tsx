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
import { FormIdField } from "~/components/ui/forms/form-id-field";
import { OneTimeAddress } from "~/components/access/one-time-link";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { RoleFields } from "~/components/access/role-fields";
import { ROLE_DETAILS, ROLE_LABELS } from "~/wording/access/roles";
import { SectionHeading } from "~/components/ui/section-heading";
import { ROLES } from "~/domain/access/viewer";
import { dayLabelInZone } from "~/domain/calendar/moment";
import { creationOfForm, newFormId } from "~/forms/creation.server";
import { fieldNamesOf } from "~/forms/field-names";
import { FORM_ID } from "~/domain/input/form-id";
import { readForm } from "~/forms/read-form.server";
import { submissionOf } from "~/forms/submission.server";
import { ONE_TIME_LINK, PEOPLE, PERSON as text, createdText } from "~/wording/access/people";
import { ACCOUNT_ERRORS } from "~/wording/access/sign-in";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.person.name ?? PEOPLE.untitled, PEOPLE.title) },
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

const PROBLEM_MESSAGES = {
  "last-admin": PEOPLE.errors.lastAdmin,
  "unknown-vendor": ACCOUNT_ERRORS.choosePartner,
  "unknown-account": PEOPLE.errors.unknownAccount,
  "email-taken": ACCOUNT_ERRORS.emailTaken,
  "not-permitted": PEOPLE.errors.adminOnly,
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
      return json({ form: { error: { "": [PROBLEM_MESSAGES[outcome.problem]] } }, invitation: null }, { status: 400 });
    }
    const until = dayLabelInZone(outcome.expiresAt, await loadZone(context.db));
    return json({ form: null, invitation: { href: outcome.href, until } });
  }
  const submission = submissionOf(form, personChangeSchema);
  if (submission.status !== "success") return json({ form: submission.reply(), invitation: null }, { status: 400 });
  const problem = await changePerson(context.db, viewer, person.id, submission.value, now);
  if (problem === null) return redirect("/people");
  return json(
    { form: submission.reply({ formErrors: [PROBLEM_MESSAGES[problem]] }), invitation: null },
    { status: 400 },
  );
}

export default function Person() {
  const { person, vendors, created, formId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === "submitting";
  return (
    <PageFrame title={person.name} breadcrumbs={[{ label: PEOPLE.title, href: "/people" }]} meta={[person.email]}>
      {answer?.invitation && (
        <OneTimeAddress
          title={ONE_TIME_LINK.title(person.name)}
          label={ONE_TIME_LINK.label}
          href={answer.invitation.href}
        >
          {ONE_TIME_LINK.text(person.name, answer.invitation.until)}
        </OneTimeAddress>
      )}
      <div className="grid max-w-[40rem] gap-5">
        <Card as="section" labelledBy="access">
          <SectionHeading title={text.access.title} id="access" detail={text.access.detail} />
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
                  <dt className="inline font-medium text-ink-2">{ROLE_LABELS[role]}: </dt>
                  <dd className="inline">{ROLE_DETAILS[role]}</dd>
                </div>
              ))}
            </dl>
            <CheckboxField {...text.disabled} name="disabled" defaultChecked={person.disabled} />
            <div>
              <Button kind="primary" busy={busy}>
                {text.access.save}
              </Button>
            </div>
          </Form>
        </Card>
        <Card as="section" labelledBy="password">
          <SectionHeading title={text.password.title} id="password" />
          <p className="mb-3 text-sm text-pretty text-ink-2">
            {person.hasPassword ? text.password.set : text.password.unset}
          </p>
          <Form method="post">
            <FormIdField id={formId} />
            <Button name="intent" value="renew" busy={busy}>
              {text.password.create}
            </Button>
          </Form>
        </Card>
      </div>
    </PageFrame>
  );
}
