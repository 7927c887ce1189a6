import { Form } from "@remix-run/react";
import { Button } from "../ui/button";
import { ConfirmButton } from "../ui/forms/confirm-button";
import { type Column, DataTable } from "../ui/data-table";
import { SectionHeading } from "../ui/section-heading";
import { Tag } from "../ui/tag";

export type OwnSession = {
  id: string;
  device: string;
  address: string;
  signedIn: string;
  lastSeen: string;
  isCurrent: boolean;
};

const ACTION = "/account/sessions";

const COLUMNS: readonly Column<OwnSession>[] = [
  {
    key: "device",
    header: "Device",
    rowHeader: true,
    cell: ({ device, isCurrent }) => (
      <span className="inline-flex flex-wrap items-center gap-2">
        {device}
        {isCurrent && <Tag tone="brand">This session</Tag>}
      </span>
    ),
  },
  { key: "address", header: "Address", label: "Address", cell: ({ address }) => address || "Not recorded" },
  { key: "signed-in", header: "Signed in", label: "Signed in", cell: ({ signedIn }) => signedIn },
  { key: "seen", header: "Last seen", label: "Last seen", cell: ({ lastSeen }) => lastSeen },
  {
    key: "end",
    header: <span className="sr-only">End session</span>,
    align: "end",
    cell: ({ id, device, isCurrent }) =>
      !isCurrent && (
        <Form method="post" action={ACTION}>
          <Button size="small" name="session" value={id} aria-label={`End session: ${device}`}>
            End session
          </Button>
        </Form>
      ),
  },
];

/** Where a person is signed in, each session to be ended by itself or all at once. */
export function OwnSessions({ sessions }: { sessions: readonly OwnSession[] }) {
  return (
    <section aria-labelledby="sessions">
      <SectionHeading
        title="Sessions"
        id="sessions"
        detail="Sessions end after 12 hours without use, and after 14 days in any case."
      />
      <DataTable
        caption="Where you are signed in"
        columns={COLUMNS}
        rows={sessions}
        rowKey={({ id }) => id}
        layout="stack"
      />
      <Form method="post" action={ACTION} className="mt-3">
        <ConfirmButton
          label="Sign out everywhere"
          title="Sign out everywhere?"
          confirmLabel="Sign out everywhere"
          name="session"
          value="all"
        >
          Every session ends at once, this one included. You sign in again with your password.
        </ConfirmButton>
      </Form>
    </section>
  );
}
