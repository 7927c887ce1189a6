import { type Column, DataTable } from "../ui/data-table";
import { SectionHeading } from "../ui/section-heading";

export type ShownAccountEvent = { id: string; at: string; what: string; who: string; address: string };

const COLUMNS: readonly Column<ShownAccountEvent>[] = [
  { key: "what", header: "Event", rowHeader: true, cell: ({ what }) => what },
  {
    key: "at",
    header: "Time",
    label: "Time",
    cell: ({ at }) => <span className="figures md:whitespace-nowrap">{at}</span>,
  },
  { key: "who", header: "By", label: "By", cell: ({ who }) => who },
  { key: "address", header: "Address", label: "Address", cell: ({ address }) => address || "–" },
];

/** Sign-ins to an account and changes of it, so that its owner notices those of others. */
export function AccountEvents({ events }: { events: readonly ShownAccountEvent[] }) {
  return (
    <section aria-labelledby="activity">
      <SectionHeading
        title="Recent activity"
        id="activity"
        detail="Sign-ins and account changes. If one was not you, change your password and tell an admin."
      />
      <DataTable
        caption="Recent sign-ins and account changes"
        columns={COLUMNS}
        rows={events}
        rowKey={({ id }) => id}
        layout="stack"
        empty="No activity recorded yet."
      />
    </section>
  );
}
