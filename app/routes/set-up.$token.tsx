import {
  type ActionFunctionArgs,
  type HeadersFunction,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { requireOwnOrigin } from "~/auth/own-origin";
import { startKnownSession } from "~/auth/device-cookie.server";
import { PASSWORD_HINT, PASSWORD_PROBLEM_MESSAGES } from "~/wording/access/passwords";
import { acceptInvitation, completeSetUp, findSetUpTask, type SetUpOutcome } from "~/commands/access/set-up.server";
import { countOneTimeAttempt } from "~/auth/one-time-attempts.server";
import { timeZoneNames } from "~/domain/calendar/time-zone-names";
import { Button } from "~/components/ui/button";
import { entered, type FormAnswer, formProblems } from "~/components/ui/forms/entered";
import { FormErrors } from "~/components/ui/forms/form-errors";
import { pageTitle } from "~/components/layout/page-title";
import { PlainFrame } from "~/components/layout/plain-frame";
import { SelectField } from "~/components/ui/forms/select-field";
import { TextField } from "~/components/ui/forms/text-field";
import { isTimeZone } from "~/domain/calendar/time-zone";
import { oneLineName } from "~/domain/input/one-line-name";
import { fieldNamesOf } from "~/forms/field-names";
import { readForm } from "~/forms/read-form.server";
import { submissionOf } from "~/forms/submission.server";
import { ACCOUNT_ERRORS, ACCOUNT_FIELDS, SET_UP as text } from "~/wording/access/sign-in";

const password = z.string({ error: ACCOUNT_ERRORS.choosePassword });
const invitationSchema = z.object({ password });
const setUpSchema = z.object({
  organization: oneLineName(ACCOUNT_ERRORS.enterOrganization),
  timeZone: z.string({ error: ACCOUNT_ERRORS.chooseTimeZone }).refine(isTimeZone, ACCOUNT_ERRORS.chooseTimeZone),
  name: oneLineName(ACCOUNT_ERRORS.enterOwnName),
  email: z.email(ACCOUNT_ERRORS.enterEmail).max(320).toLowerCase(),
  password,
});

export const meta: MetaFunction = () => [{ title: pageTitle(text.title) }, { name: "robots", content: "noindex" }];

export const headers: HeadersFunction = () => ({
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "X-Robots-Tag": "noindex",
});

async function requireTask({ context, params }: LoaderFunctionArgs) {
  const token = params.token ?? "";
  const task = await findSetUpTask(context.db, token, context.clock());
  if (task !== null) return { task, token };
  const suggestion = await countOneTimeAttempt(context.db, context.clientAddress);
  if (!suggestion.allowed) {
    throw json(
      { message: text.tooMany },
      { status: 429, headers: { "Retry-After": String(suggestion.retryAfterSeconds) } },
    );
  }
  throw json({ message: text.linkEnded }, { status: 404 });
}

export async function loader(args: LoaderFunctionArgs) {
  const { task } = await requireTask(args);
  return json({
    task: task.task,
    email: task.task === "choose-password" ? task.email : null,
    name: task.task === "choose-password" ? task.name : null,
    zones: task.task === "first-set-up" ? timeZoneNames() : [],
  });
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  requireOwnOrigin(request, context.origin);
  const form = await readForm(request, fieldNamesOf(setUpSchema));
  const { task, token } = await requireTask(args);
  const now = context.clock();
  if (task.task === "first-set-up") {
    const submission = submissionOf(form, setUpSchema);
    if (submission.status !== "success") return json(submission.reply({ hideFields: ["password"] }), { status: 400 });
    const outcome = await completeSetUp(context.db, token, submission.value, now);
    return outcome.ok
      ? signedIn(args, { userId: outcome.userId, email: submission.value.email })
      : json(submission.reply({ hideFields: ["password"], ...problemText(outcome) }), { status: 400 });
  }
  const submission = submissionOf(form, invitationSchema);
  if (submission.status !== "success") return json(submission.reply({ hideFields: ["password"] }), { status: 400 });
  const outcome = await acceptInvitation(context.db, token, task, submission.value.password, now);
  return outcome.ok
    ? signedIn(args, { userId: outcome.userId, email: task.email })
    : json(submission.reply({ hideFields: ["password"], ...problemText(outcome) }), { status: 400 });
}

async function signedIn({ request, context }: ActionFunctionArgs, person: { userId: string; email: string }) {
  return redirect("/", { headers: await startKnownSession(request, context, person) });
}

function problemText({ problem }: Extract<SetUpOutcome, { ok: false }>) {
  if (problem === "spent") return { formErrors: [text.linkUsed] };
  if (problem === "email-taken") return { fieldErrors: { email: [ACCOUNT_ERRORS.emailTaken] } };
  return { fieldErrors: { password: [PASSWORD_PROBLEM_MESSAGES[problem]] } };
}

export default function SetUp() {
  const { task, email, name, zones } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return task === "first-set-up" ? (
    <FirstSetUp zones={zones} answer={answer} />
  ) : (
    <ChoosePassword name={name ?? ""} email={email ?? ""} answer={answer} />
  );
}

function FirstSetUp({ zones, answer }: { zones: readonly string[]; answer: FormAnswer | undefined }) {
  const busy = useNavigation().state !== "idle";
  return (
    <PlainFrame title={text.first.title} lead={text.first.lead}>
      <Form method="post" className="grid gap-4">
        <FormErrors errors={formProblems(answer)} />
        <TextField
          label={ACCOUNT_FIELDS.organization}
          name="organization"
          required
          {...entered(answer, "organization")}
        />
        <SelectField
          label={ACCOUNT_FIELDS.timeZone}
          name="timeZone"
          hint={ACCOUNT_FIELDS.timeZoneHint}
          options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
          {...entered(answer, "timeZone")}
          defaultValue={entered(answer, "timeZone").defaultValue ?? "UTC"}
        />
        <TextField
          label={ACCOUNT_FIELDS.ownName}
          name="name"
          autoComplete="name"
          required
          {...entered(answer, "name")}
        />
        <TextField
          label={ACCOUNT_FIELDS.email}
          name="email"
          type="email"
          autoComplete="username"
          required
          {...entered(answer, "email")}
        />
        <PasswordField answer={answer} />
        <Button kind="primary" busy={busy}>
          {text.first.submit}
        </Button>
      </Form>
    </PlainFrame>
  );
}

function ChoosePassword({ name, email, answer }: { name: string; email: string; answer: FormAnswer | undefined }) {
  const busy = useNavigation().state !== "idle";
  return (
    <PlainFrame title={text.invited.title(name)} lead={text.invited.lead}>
      <Form method="post" className="grid gap-4">
        <FormErrors errors={formProblems(answer)} />
        <TextField
          label={ACCOUNT_FIELDS.email}
          name="email"
          type="email"
          autoComplete="username"
          readOnly
          defaultValue={email}
        />
        <PasswordField answer={answer} />
        <Button kind="primary" busy={busy}>
          {text.invited.submit}
        </Button>
      </Form>
    </PlainFrame>
  );
}

function PasswordField({ answer }: { answer: FormAnswer | undefined }) {
  return (
    <TextField
      label={ACCOUNT_FIELDS.password}
      name="password"
      type="password"
      autoComplete="new-password"
      required
      hint={PASSWORD_HINT}
      errors={entered(answer, "password").errors}
    />
  );
}
