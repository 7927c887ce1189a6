import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Upload } from "lucide-react";
import { loadZone } from "~/commands/access/organization.server";
import { requireViewer } from "~/auth/require-viewer.server";
import { DeliveriesNote } from "~/components/deliveries/overdue-note";
import { ButtonLink } from "~/components/ui/button-link";
import { type Column, DataTable } from "~/components/ui/data-table";
import { EmptyState } from "~/components/ui/empty-state";
import { FileName } from "~/components/ui/file-name";
import { FilterChip } from "~/components/ui/menus/filter-chip";
import { daysWords } from "~/wording/imports/imports";
import { count, capitalised } from "~/wording/shared/text";
import { type ListAddress, type ListFilter, listFilter, listHref } from "~/components/ui/menus/list-filters";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { Pagination } from "~/components/ui/pagination";
import { Tag } from "~/components/ui/tag";
import { deliveriesInNeedWords } from "~/wording/deliveries/deliveries-lead";
import { UnfinishedImports } from "~/components/imports/unfinished-imports";
import { may } from "~/domain/access/permissions";
import { FACT_KINDS } from "~/domain/facts/fact-fields";
import { momentLabel } from "~/domain/calendar/moment";
import { BATCH_STATES, type BatchQuestion, readBatchQuestion } from "~/reports/imports/batch-question";
import { BATCHES_PER_PAGE, loadBatches } from "~/reports/imports/batches.server";
import { loadDeliveriesSummary } from "~/reports/deliveries/deliveries.server";
import { loadVendors } from "~/reports/access/vendors.server";
import { loadUnfinished } from "~/reports/imports/unfinished.server";

export const meta: MetaFunction = () => [{ title: pageTitle("Imports") }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.read");
  const address = new URL(request.url).searchParams;
  const { page, filter } = readBatchQuestion(address);
  const [{ batches, total }, zone, vendors, unfinished, results] = await Promise.all([
    loadBatches(context.db, viewer, page, filter),
    loadZone(context.db),
    loadVendors(context.db, viewer),
    loadUnfinished(context.db, viewer, context.environment.dataFolder),
    loadDeliveriesSummary(context.db, viewer, context),
  ]);
  const list = { path: "/imports", address };
  return json({
    chips: chipsOf(list, filter, vendors),
    narrowed: Object.keys(filter).length > 0,
    previousHref: page > 1 ? listHref(list, "page", page === 2 ? null : String(page - 1)) : null,
    nextHref: listHref(list, "page", String(page + 1)),
    unfinished: unfinished.map(({ since, ...one }) => ({
      ...one,
      since: since === null ? "" : momentLabel(since, zone),
    })),
    mayWrite: may(viewer, "imports.write"),
    inNeed: results && deliveriesInNeedWords(results),
    zone,
    page,
    perPage: BATCHES_PER_PAGE,
    total,
    batches: batches.map((batch) => ({
      id: batch.id,
      fileName: batch.fileName,
      vendors: batch.vendors.map(({ name }) => name).join(", "),
      kind: batch.kind,
      days: daysWords(batch.firstDay, batch.lastDay),
      accepted: batch.accepted,
      changes: batch.new + batch.changed,
      rejected: batch.rejected,
      withdrawn: batch.status === "withdrawn",
      by: batch.appliedBy,
      at: momentLabel(batch.appliedAt, zone),
    })),
  });
}

const KIND_CHOICES = FACT_KINDS.map((kind) => ({ value: kind, label: capitalised(kind) }));
const STATE_WORDS = { applied: "Applied", withdrawn: "Withdrawn", rejected: "With rejected rows" } as const;
const STATE_CHOICES = BATCH_STATES.map((state) => ({ value: state, label: STATE_WORDS[state] }));

function chipsOf(
  list: ListAddress,
  { vendor, kind, state }: BatchQuestion["filter"],
  vendors: readonly { key: string; name: string }[],
): ListFilter[] {
  const partners = vendors.map(({ key, name }) => ({ value: key, label: name }));
  return [
    listFilter(list, { key: "vendor", name: "Partner", all: "All partners", chosen: vendor, choices: partners }),
    listFilter(list, { key: "kind", name: "Kind", all: "All kinds", chosen: kind, choices: KIND_CHOICES }),
    listFilter(list, { key: "state", name: "State", all: "All states", chosen: state, choices: STATE_CHOICES }),
  ];
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["batches"][number];

const COLUMNS: readonly Column<Row>[] = [
  {
    key: "file",
    header: "File",
    rowHeader: true,
    cell: (batch) => (
      <span className="inline-flex flex-wrap items-center gap-2">
        <Link to={`/imports/${batch.id}`} className="underline-offset-2 hover:underline">
          <FileName name={batch.fileName} />
        </Link>
        {batch.withdrawn && <Tag>withdrawn</Tag>}
      </span>
    ),
  },
  { key: "partner", header: "Partner", cell: (batch) => batch.vendors || "none" },
  { key: "kind", header: "Kind", hideOnPhone: true, cell: (batch) => batch.kind },
  { key: "days", header: "Days", cell: (batch) => <span className="figures md:whitespace-nowrap">{batch.days}</span> },
  { key: "rows", header: "Rows", align: "end", cell: (batch) => count(batch.accepted) },
  { key: "changes", header: "New or changed", align: "end", hideOnPhone: true, cell: (batch) => count(batch.changes) },
  {
    key: "rejected",
    header: "Rejected",
    align: "end",
    cell: (batch) => (batch.rejected > 0 ? <Tag tone="below">{count(batch.rejected)}</Tag> : "0"),
  },
  {
    key: "when",
    header: "Applied",
    cell: (batch) => (
      <>
        <span className="figures">{batch.at}</span>
        <span className="block text-xs text-ink-3">{batch.by}</span>
      </>
    ),
  },
];

export default function Imports() {
  const { inNeed, unfinished, batches, total, page, perPage, mayWrite, zone, chips, narrowed, previousHref, nextHref } =
    useLoaderData<typeof loader>();
  const first = (page - 1) * perPage + 1;
  const last = first + batches.length - 1;
  const newImport = mayWrite && (
    <ButtonLink to="/imports/new" kind="primary">
      New import
    </ButtonLink>
  );
  return (
    <PageFrame
      title="Imports"
      name={["Imports", ...chips.map(({ label }) => label)].join(" · ")}
      filters={(total > 0 || narrowed) && chips.map((chip) => <FilterChip key={chip.name} {...chip} />)}
      meta={[zone]}
      actions={(total > 0 || narrowed) && newImport}
    >
      {!narrowed && <DeliveriesNote words={inNeed} />}
      {!narrowed && <UnfinishedImports imports={unfinished} />}
      {total === 0 && narrowed ? (
        <EmptyState
          title="No import matches these filters"
          action={<ButtonLink to="/imports">Show all imports</ButtonLink>}
        >
          Another partner, kind or state may have some.
        </EmptyState>
      ) : total === 0 ? (
        <EmptyState
          icon={<Upload size={24} strokeWidth={1.5} aria-hidden="true" />}
          title="Nothing was imported yet"
          action={newImport}
        >
          Every figure enters through an import: a file from a partner or a support system, read by a mapping. It can be
          traced, repeated and withdrawn.
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption="Imports, newest first"
            columns={COLUMNS}
            rows={batches}
            rowKey={(batch) => String(batch.id)}
            layout="stack"
          />
          <Pagination
            of="imports"
            first={first}
            last={last}
            total={total}
            previousHref={previousHref}
            nextHref={last < total ? nextHref : null}
          />
        </>
      )}
    </PageFrame>
  );
}
