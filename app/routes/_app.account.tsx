import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { PASSWORD_HINT, PASSWORD_PROBLEM_WORDS } from "~/auth/password-words";
import { changeOwnPassword, type OwnPasswordProblem } from "~/auth/people.server";
import { requireSignedIn } from "~/auth/require-viewer.server";
import { startSession } from "~/auth/session.server";
import { Button } from "~/components/button";
import { Card } from "~/components/card";
import { entered, formProblems } from "~/components/entered";
import { Flash } from "~/components/flash";
import { FormErrors } from "~/components/form-errors";
import { PageFrame } from "~/components/page-frame";
import { pageTitle } from "~/components/page-title";
import { ROLE_WORDS } from "~/components/role-words";
import { SectionHeading } from "~/components/section-heading";
import { TextField } from "~/components/text-field";
import { roleOf } from "~/domain/access/viewer";
import { readSubmission } from "~/forms/submission.server";

export const meta: MetaFunction = () => [{ title: pageTitle("Your account") }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireSignedIn(request, context);
  const role = roleOf(viewer);
  if ((viewer.kind !== "member" && viewer.kind !== "partner") || role === null)
    throw new Response(null, { status: 404 });
  return json({ name: viewer.name, email: viewer.email, role: ROLE_WORDS[role] });
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
    case "slowed":
      return { formErrors: ["There were many tries in a short time. Wait a quarter of an hour, then try again."] };
    case "not-a-person":
      return { formErrors: ["Only people have passwords."] };
    default:
      return { fieldErrors: { next: [PASSWORD_PROBLEM_WORDS[problem]] } };
  }
}

export default function Account() {
  const { name, email, role } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === "submitting";
  return (
    <PageFrame title="Your account" meta={[name, email, role]}>
      {answer?.done && <Flash title="Your password was changed">Every other session of yours was ended.</Flash>}
      <Card as="section" labelledBy="password" className="max-w-[28rem]">
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
