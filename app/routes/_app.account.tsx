import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { loadZone } from "~/commands/access/organization.server";
import { loadOwnAccount } from "~/auth/own-account.server";
import { PASSWORD_HINT, PASSWORD_PROBLEM_WORDS } from "~/wording/access/passwords";
import { changeOwnPassword, type OwnPasswordProblem } from "~/commands/access/people.server";
import { requireSignedIn } from "~/auth/require-viewer.server";
import { startSession } from "~/auth/session.server";
import { AccountEvents } from "~/components/access/account-events";
import { Button } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { entered, formProblems } from "~/components/ui/forms/entered";
import { Flash } from "~/components/ui/flash";
import { FormErrors } from "~/components/ui/forms/form-errors";
import { OwnSessions } from "~/components/access/own-sessions";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { ROLE_WORDS } from "~/wording/access/roles";
import { SectionHeading } from "~/components/ui/section-heading";
import { TextField } from "~/components/ui/forms/text-field";
import { auditActionWords } from "~/wording/access/audit";
import { deviceName } from "~/domain/access/device-name";
import { roleOf } from "~/domain/access/viewer";
import { momentLabel } from "~/domain/calendar/moment";
import { readSubmission } from "~/forms/submission.server";

export const meta: MetaFunction = () => [{ title: pageTitle("Your account") }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireSignedIn(request, context);
  const role = roleOf(viewer);
  if ((viewer.kind !== "member" && viewer.kind !== "partner") || role === null)
    throw new Response(null, { status: 404 });
  const [{ sessions, events }, zone] = await Promise.all([
    loadOwnAccount(request, context, viewer),
    loadZone(context.db),
  ]);
  return json({
    name: viewer.name,
    email: viewer.email,
    role: ROLE_WORDS[role],
    zone,
    sessions: sessions.map(({ id, userAgent, clientAddress, createdAt, lastSeenAt, isCurrent }) => ({
      id,
      device: deviceName(userAgent),
      address: clientAddress,
      signedIn: momentLabel(createdAt, zone),
      lastSeen: momentLabel(lastSeenAt, zone),
      isCurrent,
    })),
    events: events.map(({ id, at, action: event, clientAddress, times, byOwner }) => ({
      id,
      at: momentLabel(at, zone),
      what: eventWords(event, times),
      who: byOwner ? "You" : isFailure(event) ? "Not signed in" : "An admin",
      address: clientAddress,
    })),
  });
}

function eventWords(event: string, times: number): string {
  const words = event === "person.added" ? "Account created" : auditActionWords(event);
  return times > 1 ? `${words} (${times} times)` : words;
}

function isFailure(event: string): boolean {
  return event === "sign-in.failed" || event === "sign-in.slowed";
}

const passwordSchema = z.object({
  current: z.string({ error: "Enter your present password." }),
  next: z.string({ error: "Choose a new password." }),
});

const HIDDEN = { hideFields: ["current", "next"] };

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireSignedIn(request, context);
  const submission = await readSubmission(request, passwordSchema);
  if (submission.status !== "success") return json({ form: submission.reply(HIDDEN), done: false }, { status: 400 });
  const problem = await changeOwnPassword(context.db, viewer, submission.value);
  if (problem !== null) {
    return json({ form: submission.reply({ ...HIDDEN, ...problemWords(problem) }), done: false }, { status: 400 });
  }
  if (viewer.kind !== "member" && viewer.kind !== "partner") throw new Response(null, { status: 404 });
  const setCookie = await startSession(request, context, viewer.userId);
  return json({ form: null, done: true }, { headers: { "Set-Cookie": setCookie } });
}

function problemWords(problem: OwnPasswordProblem) {
  switch (problem) {
    case "wrong-password":
      return { fieldErrors: { current: ["This is not your present password."] } };
    case "same-password":
      return { fieldErrors: { next: ["This is your present password. Choose another one."] } };
    case "slowed":
      return { formErrors: ["There were many tries in a short time. Wait a quarter of an hour, then try again."] };
    case "not-a-person":
      return { formErrors: ["Only people have passwords."] };
    default:
      return { fieldErrors: { next: [PASSWORD_PROBLEM_WORDS[problem]] } };
  }
}

export default function Account() {
  const { name, email, role, zone, sessions, events } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === "submitting";
  return (
    <PageFrame title="Your account" meta={[name, email, role, zone]}>
      {answer?.done && <Flash title="Your password was changed">Every other session of yours was ended.</Flash>}
      <OwnSessions sessions={sessions} />
      <AccountEvents events={events} />
      <Card as="section" labelledBy="password" className="mt-6 max-w-[28rem]">
        <SectionHeading title="Change your password" id="password" />
        <Form method="post" className="grid gap-4" key={answer?.done ? "done" : "form"}>
          <FormErrors errors={formProblems(answer?.form)} />
          <TextField
            label="Present password"
            name="current"
            type="password"
            autoComplete="current-password"
            required
            errors={entered(answer?.form, "current").errors}
          />
          <TextField
            label="New password"
            name="next"
            type="password"
            autoComplete="new-password"
            required
            hint={PASSWORD_HINT}
            errors={entered(answer?.form, "next").errors}
          />
          <Button kind="primary" busy={busy} className="justify-self-start">
            Change password
          </Button>
        </Form>
      </Card>
    </PageFrame>
  );
}
