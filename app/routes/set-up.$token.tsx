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
import { PASSWORD_HINT, PASSWORD_PROBLEM_WORDS } from "~/wording/access/passwords";
import { acceptInvitation, completeSetUp, findSetUpTask, type SetUpOutcome } from "~/commands/access/set-up.server";
import { countOneTimeGuess } from "~/auth/one-time-attempts.server";
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

const password = z.string({ error: "Choose a password." });
const invitationSchema = z.object({ password });
const setUpSchema = z.object({
  organisation: oneLineName("Name the organisation."),
  timeZone: z.string({ error: "Choose a time zone." }).refine(isTimeZone, "Choose a time zone."),
  name: oneLineName("Enter your name."),
  email: z.email("Enter an e-mail address.").max(320).toLowerCase(),
  password,
});

export const meta: MetaFunction = () => [{ title: pageTitle("Set up") }, { name: "robots", content: "noindex" }];

export const headers: HeadersFunction = () => ({
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "X-Robots-Tag": "noindex",
});

async function requireTask({ context, params }: LoaderFunctionArgs) {
  const token = params.token ?? "";
  const task = await findSetUpTask(context.db, token, context.clock());
  if (task !== null) return { task, token };
  const guess = await countOneTimeGuess(context.db, context.clientAddress);
  if (!guess.allowed) {
    throw json(
      { message: "Too many tries from this address. Wait ten minutes, then try again." },
      { status: 429, headers: { "Retry-After": String(guess.retryAfterSeconds) } },
    );
  }
  const message =
    "This one-time address was used, is out of date, or was replaced by a newer one. An admin can make another.";
  throw json({ message }, { status: 404 });
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
      : json(submission.reply({ hideFields: ["password"], ...problemWords(outcome) }), { status: 400 });
  }
  const submission = submissionOf(form, invitationSchema);
  if (submission.status !== "success") return json(submission.reply({ hideFields: ["password"] }), { status: 400 });
  const outcome = await acceptInvitation(context.db, token, task, submission.value.password, now);
  return outcome.ok
    ? signedIn(args, { userId: outcome.userId, email: task.email })
    : json(submission.reply({ hideFields: ["password"], ...problemWords(outcome) }), { status: 400 });
}

async function signedIn({ request, context }: ActionFunctionArgs, person: { userId: string; email: string }) {
  return redirect("/", { headers: await startKnownSession(request, context, person) });
}

function problemWords({ problem }: Extract<SetUpOutcome, { ok: false }>) {
  if (problem === "spent") return { formErrors: ["This one-time address was used in the meantime."] };
  if (problem === "email-taken") return { fieldErrors: { email: ["There is an account with this address already."] } };
  return { fieldErrors: { password: [PASSWORD_PROBLEM_WORDS[problem]] } };
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
    <PlainFrame title="Set up Plumbline" lead="Whose partners are held to contract here, and who looks after it first.">
      <Form method="post" className="grid gap-4">
        <FormErrors errors={formProblems(answer)} />
        <TextField label="Organisation" name="organisation" required {...entered(answer, "organisation")} />
        <SelectField
          label="Reporting time zone"
          name="timeZone"
          hint="Decides which day an event belongs to. It stays once files have been imported."
          options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
          {...entered(answer, "timeZone")}
          defaultValue={entered(answer, "timeZone").defaultValue ?? "UTC"}
        />
        <TextField label="Your name" name="name" autoComplete="name" required {...entered(answer, "name")} />
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          required
          {...entered(answer, "email")}
        />
        <PasswordField answer={answer} />
        <Button kind="primary" busy={busy}>
          Set up
        </Button>
      </Form>
    </PlainFrame>
  );
}

function ChoosePassword({ name, email, answer }: { name: string; email: string; answer: FormAnswer | undefined }) {
  const busy = useNavigation().state !== "idle";
  return (
    <PlainFrame title={`Welcome, ${name}`} lead="Choose a password. You will sign in with it and your e-mail address.">
      <Form method="post" className="grid gap-4">
        <FormErrors errors={formProblems(answer)} />
        <TextField label="E-mail" name="email" type="email" autoComplete="username" readOnly defaultValue={email} />
        <PasswordField answer={answer} />
        <Button kind="primary" busy={busy}>
          Save and sign in
        </Button>
      </Form>
    </PlainFrame>
  );
}

function PasswordField({ answer }: { answer: FormAnswer | undefined }) {
  return (
    <TextField
      label="Password"
      name="password"
      type="password"
      autoComplete="new-password"
      required
      hint={PASSWORD_HINT}
      errors={entered(answer, "password").errors}
    />
  );
}
