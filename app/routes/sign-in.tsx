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
import { ownPath } from "~/auth/own-path";
import { PASSWORD_MAX } from "~/domain/access/password-rules";
import { optionalViewer } from "~/auth/require-viewer.server";
import { signIn } from "~/auth/sign-in.server";
import { Button } from "~/components/ui/button";
import { entered, formProblems } from "~/components/ui/forms/entered";
import { FormErrors } from "~/components/ui/forms/form-errors";
import { pageTitle } from "~/components/layout/page-title";
import { PlainFrame } from "~/components/layout/plain-frame";
import { TextField } from "~/components/ui/forms/text-field";
import { readSubmission } from "~/forms/submission.server";
import { ACCOUNT_ERRORS, ACCOUNT_FIELDS, SIGN_IN as text } from "~/wording/access/sign-in";

const signInSchema = z.object({
  email: z.string({ error: ACCOUNT_ERRORS.enterOwnEmail }).max(320, ACCOUNT_ERRORS.enterOwnEmail),
  password: z.string({ error: ACCOUNT_ERRORS.enterPassword }).max(PASSWORD_MAX * 4, ACCOUNT_ERRORS.enterPassword),
  redirectTo: z.string().optional(),
});

export const meta: MetaFunction = () => [{ title: pageTitle(text.title) }];

/** How long to wait after too many tries. */
export const headers: HeadersFunction = ({ actionHeaders }) => {
  const after = actionHeaders.get("Retry-After");
  return after === null ? {} : { "Retry-After": after };
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const redirectTo = ownPath(new URL(request.url).searchParams.get("redirectTo"));
  if (await optionalViewer(request, context)) throw redirect(redirectTo);
  return json({ redirectTo });
}

export async function action({ request, context }: ActionFunctionArgs) {
  requireOwnOrigin(request, context.origin);
  const submission = await readSubmission(request, signInSchema);
  if (submission.status !== "success") {
    return json(submission.reply({ hideFields: ["password"] }), { status: 400 });
  }
  const outcome = await signIn(request, context, submission.value);
  if (outcome.ok) {
    const cookies = new Headers([
      ["Set-Cookie", outcome.setCookie],
      ["Set-Cookie", outcome.deviceCookie],
    ]);
    return redirect(ownPath(submission.value.redirectTo), { headers: cookies });
  }
  if (outcome.reason === "slowed") {
    const minutes = Math.ceil(outcome.retryAfterSeconds / 60);
    return json(submission.reply({ hideFields: ["password"], formErrors: [text.tooMany(minutes)] }), {
      status: 429,
      headers: { "Retry-After": String(outcome.retryAfterSeconds) },
    });
  }
  return json(submission.reply({ hideFields: ["password"], formErrors: [text.wrong] }), { status: 401 });
}

export default function SignIn() {
  const { redirectTo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== "idle";
  return (
    <PlainFrame title={text.title}>
      <Form method="post" className="grid gap-4">
        <FormErrors errors={formProblems(answer)} />
        <input type="hidden" name="redirectTo" value={redirectTo} />
        <TextField
          label={ACCOUNT_FIELDS.email}
          name="email"
          type="email"
          autoComplete="username"
          required
          {...entered(answer, "email")}
        />
        <TextField
          label={ACCOUNT_FIELDS.password}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          errors={entered(answer, "password").errors}
        />
        <Button kind="primary" busy={busy}>
          {text.submit}
        </Button>
      </Form>
    </PlainFrame>
  );
}
