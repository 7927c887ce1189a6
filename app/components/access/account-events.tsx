import { type Column, DataTable } from "../ui/data-table";
import { SectionHeading } from "../ui/section-heading";
import { ACTIVITY as text } from "~/wording/access/account";

export type ShownAccountEvent = { id: string; at: string; what: string; who: string; address: string };

const COLUMNS: readonly Column<ShownAccountEvent>[] = [
  { key: "what", header: text.columns.event, rowHeader: true, cell: ({ what }) => what },
  {
    key: "at",
    header: text.columns.time,
    cell: ({ at }) => <span className="figures md:whitespace-nowrap">{at}</span>,
  },
  { key: "who", header: text.columns.by, cell: ({ who }) => who },
  { key: "address", header: text.columns.address, cell: ({ address }) => address || "–" },
];

/** Sign-ins to an account and changes of it, so that its owner notices those of others. */
export function AccountEvents({ events }: { events: readonly ShownAccountEvent[] }) {
  return (
    <section aria-labelledby="activity">
      <SectionHeading title={text.title} id="activity" detail={text.detail} />
      <DataTable
        caption={text.caption}
        columns={COLUMNS}
        rows={events}
        rowKey={({ id }) => id}
        layout="stack"
        empty={text.empty}
      />
    </section>
  );
}
