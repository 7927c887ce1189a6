import { Form } from "@remix-run/react";
import { Button } from "../ui/button";
import { PlainFrame } from "../layout/plain-frame";
import { TextField } from "../ui/forms/text-field";
import { LOCKED_LINK_TEXT } from "~/wording/sharing/shared-page";

/** A link with a password that this browser has not given yet. */
export function LockedLink({ problem }: { problem: string | null }) {
  return (
    <PlainFrame title={LOCKED_LINK_TEXT.enterPassword} lead={LOCKED_LINK_TEXT.askSenderForPassword}>
      <Form method="post" reloadDocument className="grid gap-4">
        <TextField
          label={LOCKED_LINK_TEXT.password}
          name="password"
          type="password"
          autoComplete="off"
          required
          errors={problem === null ? undefined : [problem]}
        />
        <Button kind="primary">{LOCKED_LINK_TEXT.open}</Button>
      </Form>
    </PlainFrame>
  );
}
