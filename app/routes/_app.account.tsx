import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { loadZone } from "~/commands/access/organization.server";
import { loadOwnAccount } from "~/auth/own-account.server";
import { PASSWORD_HINT, PASSWORD_PROBLEM_MESSAGES } from "~/wording/access/passwords";
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
import { ROLE_LABELS } from "~/wording/access/roles";
import { SectionHeading } from "~/components/ui/section-heading";
import { TextField } from "~/components/ui/forms/text-field";
import { deviceName } from "~/domain/access/device-name";
import { roleOf } from "~/domain/access/viewer";
import { momentLabel } from "~/domain/calendar/moment";
import { readSubmission } from "~/forms/submission.server";
import { ACCOUNT as text, ACTIVITY, activityText } from "~/wording/access/account";

export const meta: MetaFunction = () => [{ title: pageTitle(text.title) }];

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
    role: ROLE_LABELS[role],
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
      what: activityText(event, times),
      who: byOwner ? ACTIVITY.by.you : isFailure(event) ? ACTIVITY.by.notSignedIn : ACTIVITY.by.admin,
      address: clientAddress,
    })),
  });
}

function isFailure(event: string): boolean {
  return event === "sign-in.failed" || event === "sign-in.slowed";
}

const passwordSchema = z.object({
  current: z.string({ error: text.errors.enterCurrent }),
  next: z.string({ error: text.errors.enterNew }),
});

const HIDDEN = { hideFields: ["current", "next"] };

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireSignedIn(request, context);
  const submission = await readSubmission(request, passwordSchema);
  if (submission.status !== "success") return json({ form: submission.reply(HIDDEN), done: false }, { status: 400 });
  const problem = await changeOwnPassword(context.db, viewer, submission.value);
  if (problem !== null) {
    return json({ form: submission.reply({ ...HIDDEN, ...problemText(problem) }), done: false }, { status: 400 });
  }
  if (viewer.kind !== "member" && viewer.kind !== "partner") throw new Response(null, { status: 404 });
  const setCookie = await startSession(request, context, viewer.userId);
  return json({ form: null, done: true }, { headers: { "Set-Cookie": setCookie } });
}

function problemText(problem: OwnPasswordProblem) {
  switch (problem) {
    case "wrong-password":
      return { fieldErrors: { current: [text.errors.wrong] } };
    case "same-password":
      return { fieldErrors: { next: [text.errors.same] } };
    case "slowed":
      return { formErrors: [text.errors.tooMany] };
    case "not-a-person":
      return { formErrors: [text.errors.notAPerson] };
    default:
      return { fieldErrors: { next: [PASSWORD_PROBLEM_MESSAGES[problem]] } };
  }
}

export default function Account() {
  const { name, email, role, zone, sessions, events } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === "submitting";
  return (
    <PageFrame title={text.title} meta={[name, email, role, zone]}>
      {answer?.done && <Flash title={text.changed.title}>{text.changed.text}</Flash>}
      <OwnSessions sessions={sessions} />
      <AccountEvents events={events} />
      <Card as="section" labelledBy="password" className="mt-6 max-w-[28rem]">
        <SectionHeading title={text.changePassword} id="password" />
        <Form method="post" className="grid gap-4" key={answer?.done ? "done" : "form"}>
          <FormErrors errors={formProblems(answer?.form)} />
          <TextField
            label={text.currentPassword}
            name="current"
            type="password"
            autoComplete="current-password"
            required
            errors={entered(answer?.form, "current").errors}
          />
          <TextField
            label={text.newPassword}
            name="next"
            type="password"
            autoComplete="new-password"
            required
            hint={PASSWORD_HINT}
            errors={entered(answer?.form, "next").errors}
          />
          <Button kind="primary" busy={busy} className="justify-self-start">
            {text.changePassword}
          </Button>
        </Form>
      </Card>
    </PageFrame>
  );
}
