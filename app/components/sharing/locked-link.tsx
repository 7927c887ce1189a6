import { Form } from "@remix-run/react";
import { Button } from "../ui/button";
import { PlainFrame } from "../layout/plain-frame";
import { TextField } from "../ui/forms/text-field";

/** A link with a password that this browser has not given yet. */
export function LockedLink({ problem }: { problem: string | null }) {
  return (
    <PlainFrame title="This view asks for a password" lead="The person who sent you the link can tell you.">
      <Form method="post" reloadDocument className="grid gap-4">
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="off"
          required
          errors={problem === null ? undefined : [problem]}
        />
        <Button kind="primary">Open</Button>
      </Form>
    </PlainFrame>
  );
}
