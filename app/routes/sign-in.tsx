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

const signInSchema = z.object({
  email: z.string({ error: "Enter your e-mail address." }).max(320, "Enter your e-mail address."),
  password: z.string({ error: "Enter your password." }).max(PASSWORD_MAX * 4, "Enter your password."),
  redirectTo: z.string().optional(),
});

export const meta: MetaFunction = () => [{ title: pageTitle("Sign in") }];

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
    const words = `There were many tries in a short time. Wait ${minutes === 1 ? "a minute" : `${minutes} minutes`}, then try again.`;
    return json(submission.reply({ hideFields: ["password"], formErrors: [words] }), {
      status: 429,
      headers: { "Retry-After": String(outcome.retryAfterSeconds) },
    });
  }
  const words = "E-mail address and password do not match an account that can sign in.";
  return json(submission.reply({ hideFields: ["password"], formErrors: [words] }), { status: 401 });
}

export default function SignIn() {
  const { redirectTo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== "idle";
  return (
    <PlainFrame title="Sign in">
      <Form method="post" className="grid gap-4">
        <FormErrors errors={formProblems(answer)} />
        <input type="hidden" name="redirectTo" value={redirectTo} />
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          required
          {...entered(answer, "email")}
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          errors={entered(answer, "password").errors}
        />
        <Button kind="primary" busy={busy}>
          Sign in
        </Button>
      </Form>
    </PlainFrame>
  );
}
