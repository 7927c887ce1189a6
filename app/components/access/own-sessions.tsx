import { Form } from "@remix-run/react";
import { Button } from "../ui/button";
import { ConfirmButton } from "../ui/forms/confirm-button";
import { type Column, DataTable } from "../ui/data-table";
import { SectionHeading } from "../ui/section-heading";
import { Tag } from "../ui/tag";
import { SESSIONS as text } from "~/wording/access/account";

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
    header: text.columns.device,
    rowHeader: true,
    cell: ({ device, isCurrent }) => (
      <span className="inline-flex flex-wrap items-center gap-2">
        {device}
        {isCurrent && <Tag tone="brand">{text.current}</Tag>}
      </span>
    ),
  },
  { key: "address", header: text.columns.address, cell: ({ address }) => address || text.unknownAddress },
  { key: "signed-in", header: text.columns.signedIn, cell: ({ signedIn }) => signedIn },
  { key: "seen", header: text.columns.lastSeen, cell: ({ lastSeen }) => lastSeen },
  {
    key: "end",
    header: <span className="sr-only">{text.end}</span>,
    align: "end",
    cell: ({ id, device, isCurrent }) =>
      !isCurrent && (
        <Form method="post" action={ACTION}>
          <Button size="small" name="session" value={id} aria-label={text.endOf(device)}>
            {text.end}
          </Button>
        </Form>
      ),
  },
];

/** Where a person is signed in, each session to be ended by itself or all at once. */
export function OwnSessions({ sessions }: { sessions: readonly OwnSession[] }) {
  return (
    <section aria-labelledby="sessions">
      <SectionHeading title={text.title} id="sessions" detail={text.detail} />
      <DataTable caption={text.caption} columns={COLUMNS} rows={sessions} rowKey={({ id }) => id} layout="stack" />
      <Form method="post" action={ACTION} className="mt-3">
        <ConfirmButton
          label={text.endAll.open}
          title={text.endAll.title}
          confirmLabel={text.endAll.open}
          name="session"
          value="all"
        >
          {text.endAll.text}
        </ConfirmButton>
      </Form>
    </section>
  );
}
