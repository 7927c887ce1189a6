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
import { daysText } from "~/wording/imports/imports";
import { count, capitalized } from "~/wording/shared/text";
import { type ListAddress, type ListFilter, listFilter, listHref } from "~/components/ui/menus/list-filters";
import { useListSort } from "~/components/ui/use-list-sort";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { Pagination } from "~/components/ui/pagination";
import { Tag } from "~/components/ui/tag";
import { deliveriesInNeedText } from "~/wording/deliveries/deliveries-lead";
import { UnfinishedImports } from "~/components/imports/unfinished-imports";
import { may } from "~/domain/access/permissions";
import { FACT_KINDS } from "~/domain/facts/fact-fields";
import { momentLabel } from "~/domain/calendar/moment";
import { BATCH_STATES, type BatchQuestion, readBatchQuestion } from "~/reports/imports/batch-question";
import { BATCHES_PER_PAGE, loadBatches } from "~/reports/imports/batches.server";
import { loadDeliveriesSummary } from "~/reports/deliveries/deliveries.server";
import { loadVendors } from "~/reports/access/vendors.server";
import { loadUnfinished } from "~/reports/imports/unfinished.server";
import { IMPORTS as text } from "~/wording/imports/import-pages";

export const meta: MetaFunction = () => [{ title: pageTitle(text.title) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.read");
  const address = new URL(request.url).searchParams;
  const { page, filter, order } = readBatchQuestion(address);
  const [{ batches, total }, zone, vendors, unfinished, results] = await Promise.all([
    loadBatches(context.db, viewer, page, filter, order),
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
    inNeed: results && deliveriesInNeedText(results),
    zone,
    sort: order,
    page,
    perPage: BATCHES_PER_PAGE,
    total,
    batches: batches.map((batch) => ({
      id: batch.id,
      fileName: batch.fileName,
      vendors: batch.vendors.map(({ name }) => name).join(", "),
      kind: batch.kind,
      days: daysText(batch.firstDay, batch.lastDay),
      accepted: batch.accepted,
      changes: batch.new + batch.changed,
      rejected: batch.rejected,
      reverted: batch.status === "reverted",
      by: batch.appliedBy,
      at: momentLabel(batch.appliedAt, zone),
    })),
  });
}

const KIND_CHOICES = FACT_KINDS.map((kind) => ({ value: kind, label: capitalized(kind) }));
const STATE_CHOICES = BATCH_STATES.map((state) => ({ value: state, label: text.states[state] }));

function chipsOf(
  list: ListAddress,
  { vendor, kind, state }: BatchQuestion["filter"],
  vendors: readonly { key: string; name: string }[],
): ListFilter[] {
  const partners = vendors.map(({ key, name }) => ({ value: key, label: name }));
  return [
    listFilter(list, {
      key: "vendor",
      name: text.filters.partner,
      all: text.filters.allPartners,
      chosen: vendor,
      choices: partners,
    }),
    listFilter(list, {
      key: "kind",
      name: text.filters.kind,
      all: text.filters.allKinds,
      chosen: kind,
      choices: KIND_CHOICES,
    }),
    listFilter(list, {
      key: "state",
      name: text.filters.state,
      all: text.filters.allStates,
      chosen: state,
      choices: STATE_CHOICES,
    }),
  ];
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["batches"][number];

const SORTABLE = ["file", "partner", "kind", "days", "rows", "changes", "rejected", "when"];

const COLUMNS: readonly Column<Row>[] = [
  {
    key: "file",
    header: text.columns.file,
    rowHeader: true,
    cell: (batch) => (
      <span className="inline-flex flex-wrap items-center gap-2">
        <Link to={`/imports/${batch.id}`} className="underline-offset-2 hover:underline">
          <FileName name={batch.fileName} />
        </Link>
        {batch.reverted && <Tag>{text.reverted}</Tag>}
      </span>
    ),
  },
  { key: "partner", header: text.columns.partner, cell: (batch) => batch.vendors || text.noPartner },
  { key: "kind", header: text.columns.kind, hideOnPhone: true, cell: (batch) => batch.kind },
  {
    key: "days",
    header: text.columns.days,
    cell: (batch) => <span className="figures md:whitespace-nowrap">{batch.days}</span>,
  },
  { key: "rows", header: text.columns.rows, sortsDown: true, align: "end", cell: (batch) => count(batch.accepted) },
  {
    key: "changes",
    header: text.columns.changes,
    sortsDown: true,
    align: "end",
    hideOnPhone: true,
    cell: (batch) => count(batch.changes),
  },
  {
    key: "rejected",
    header: text.columns.rejected,
    sortsDown: true,
    align: "end",
    cell: (batch) => (batch.rejected > 0 ? <Tag tone="below">{count(batch.rejected)}</Tag> : "0"),
  },
  {
    key: "when",
    header: text.columns.applied,
    cell: (batch) => (
      <>
        <span className="figures">{batch.at}</span>
        <span className="block text-xs text-ink-3">{batch.by}</span>
      </>
    ),
  },
];

export default function Imports() {
  const {
    inNeed,
    unfinished,
    batches,
    total,
    page,
    perPage,
    mayWrite,
    zone,
    chips,
    narrowed,
    previousHref,
    nextHref,
    sort,
  } = useLoaderData<typeof loader>();
  const columns = useListSort(COLUMNS, SORTABLE, sort);
  const first = (page - 1) * perPage + 1;
  const last = first + batches.length - 1;
  const newImport = mayWrite && (
    <ButtonLink to="/imports/new" kind="primary">
      {text.new}
    </ButtonLink>
  );
  return (
    <PageFrame
      title={text.title}
      name={[text.title, ...chips.map(({ label }) => label)].join(" · ")}
      filters={(total > 0 || narrowed) && chips.map((chip) => <FilterChip key={chip.name} {...chip} />)}
      meta={[zone]}
      actions={(total > 0 || narrowed) && newImport}
    >
      {!narrowed && <DeliveriesNote words={inNeed} />}
      {!narrowed && <UnfinishedImports imports={unfinished} />}
      {total === 0 && narrowed ? (
        <EmptyState title={text.noMatch.title} action={<ButtonLink to="/imports">{text.noMatch.showAll}</ButtonLink>}>
          {text.noMatch.text}
        </EmptyState>
      ) : total === 0 ? (
        <EmptyState
          icon={<Upload size={24} strokeWidth={1.5} aria-hidden="true" />}
          title={text.empty.title}
          action={newImport}
        >
          {text.empty.text}
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption={text.caption}
            columns={columns}
            rows={batches}
            rowKey={(batch) => String(batch.id)}
            layout="stack"
          />
          <Pagination
            of={text.rows}
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
