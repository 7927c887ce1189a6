import { Link } from "@remix-run/react";
import { DeliveryLegend, DeliveryMark, DeliveryStrip } from "./delivery-mark";
import { DataTable, type Column } from "../ui/data-table";
import { Disclosure } from "../ui/disclosure";
import { SectionHeading } from "../ui/section-heading";
import { Tag } from "../ui/tag";
import type { DeliveryCell } from "~/wording/deliveries/deliveries";
import { EXPECTED_FILES as text } from "~/wording/deliveries/expected-file-pages";

/** A file that is expected, ready to be shown. */
export type DeliveryRow = {
  key: string;
  partner: string;
  name: string;
  schedule: string;
  origin: string;
  counts: boolean;
  cells: readonly DeliveryCell[];
  latest: DeliveryCell | null;
};

export type DeliveryNeed = { row: Pick<DeliveryRow, "key" | "partner" | "name">; cell: DeliveryCell };

const MAX_LISTED = 8;
const MAX_UNFOLDED = 100;

const COLUMNS: readonly Column<DeliveryRow>[] = [
  {
    key: "file",
    header: text.columns.file,
    sortValue: ({ partner, name }) => `${partner} ${name}`,
    rowHeader: true,
    cell: ({ key, partner, name, schedule, origin, counts }) => (
      <div className="max-w-[26rem] py-1 text-pretty">
        <Link to={`/expected-files/${key}`} className="font-semibold hover:underline">
          {partner} · {name}
        </Link>
        <p className="text-xs font-normal text-ink-2">{schedule}</p>
        <p className="text-xs font-normal text-ink-3">{counts ? origin : <Tag>{origin}</Tag>}</p>
      </div>
    ),
  },
  {
    key: "latest",
    header: text.columns.latest,
    cell: ({ latest }) =>
      latest === null ? <span className="text-ink-3">{text.none}</span> : <DeliveryMark state={latest.state} />,
  },
  {
    key: "days",
    header: text.columns.covers,
    cell: ({ latest }) => latest && <span className="figures whitespace-nowrap">{latest.days}</span>,
  },
  { key: "how", header: text.columns.received, prose: true, cell: ({ latest }) => latest?.sentence },
  {
    key: "before",
    header: text.columns.recent,
    cell: ({ cells, name }) => cells.length > 0 && <DeliveryStrip cells={cells} label={text.recentPeriods(name)} />,
  },
];

/** What is overdue or incomplete, then every file that is expected. */
export function DeliveriesBody({ rows, needs }: { rows: readonly DeliveryRow[]; needs: readonly DeliveryNeed[] }) {
  return (
    <>
      {needs.length > 0 && (
        <>
          <SectionHeading {...text.attention} />
          <NeedList needs={needs.slice(0, MAX_LISTED)} />
          {needs.length > MAX_LISTED && (
            <Disclosure summary={text.more(needs.length - MAX_LISTED)}>
              <NeedList needs={needs.slice(MAX_LISTED, MAX_UNFOLDED)} />
              {needs.length > MAX_UNFOLDED && (
                <p className="mt-2 text-xs text-ink-3">{text.unlisted(needs.length - MAX_UNFOLDED)}</p>
              )}
            </Disclosure>
          )}
        </>
      )}
      <SectionHeading title={text.title} detail={text.allDetail} />
      <DataTable
        caption={text.title}
        columns={COLUMNS}
        rows={rows}
        rowKey={({ key }) => key}
        layout="stack"
        sortName="files"
      />
      <DeliveryLegend />
    </>
  );
}

function NeedList({ needs }: { needs: readonly DeliveryNeed[] }) {
  return (
    <ul className="card divide-y divide-line rounded-lg border border-line bg-surface shadow-card">
      {needs.map(({ row, cell }) => (
        <li
          key={`${row.key} ${cell.key}`}
          className="relative grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-4 py-3 first:rounded-t-lg last:rounded-b-lg hover:bg-sunken/45 lg:grid-cols-[16rem_10rem_minmax(0,1fr)_6rem]"
        >
          <div>
            <h3 className="font-semibold">
              <Link to={`/expected-files/${row.key}`} prefetch="intent" className="after:absolute after:inset-0">
                {row.partner}
              </Link>
            </h3>
            <p className="text-2xs wrap-anywhere text-ink-3">{row.name}</p>
          </div>
          <p className="figures text-sm text-ink-2 max-lg:order-2 max-lg:col-span-full">{cell.days}</p>
          <p className="text-sm text-pretty text-ink-2 max-lg:order-3 max-lg:col-span-full">{cell.sentence}</p>
          <div className="max-lg:text-end">
            <DeliveryMark state={cell.state} />
          </div>
        </li>
      ))}
    </ul>
  );
}
