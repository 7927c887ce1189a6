import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Upload } from "lucide-react";
import { loadZone } from "~/auth/organisation.server";
import { requireViewer } from "~/auth/require-viewer.server";
import { ButtonLink } from "~/components/button-link";
import { type Column, DataTable } from "~/components/data-table";
import { EmptyState } from "~/components/empty-state";
import { count, daysWords } from "~/components/import-words";
import { PageFrame } from "~/components/page-frame";
import { pageTitle } from "~/components/page-title";
import { Pagination } from "~/components/pagination";
import { Tag } from "~/components/tag";
import { may } from "~/domain/access/permissions";
import { momentLabel } from "~/domain/calendar/moment";
import { BATCHES_PER_PAGE, loadBatches } from "~/ingest/batches.server";

export const meta: MetaFunction = () => [{ title: pageTitle("Imports") }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.read");
  const asked = Number(new URL(request.url).searchParams.get("page") ?? "1");
  const page = Number.isInteger(asked) && asked >= 1 && asked <= 100_000 ? asked : 1;
  const [{ batches, total }, zone] = await Promise.all([loadBatches(context.db, viewer, page), loadZone(context.db)]);
  return json({
    mayWrite: may(viewer, "imports.write"),
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

type Row = ReturnType<typeof useLoaderData<typeof loader>>["batches"][number];

const COLUMNS: readonly Column<Row>[] = [
  {
    key: "file",
    header: "File",
    rowHeader: true,
    cell: (batch) => (
      <span className="inline-flex flex-wrap items-center gap-2">
        <Link to={`/imports/${batch.id}`} className="underline-offset-2 hover:underline">
          {batch.fileName}
        </Link>
        {batch.withdrawn && <Tag>withdrawn</Tag>}
      </span>
    ),
  },
  { key: "partner", header: "Partner", cell: (batch) => batch.vendors || "none" },
  { key: "kind", header: "Kind", cell: (batch) => batch.kind },
  { key: "days", header: "Days", cell: (batch) => <span className="figures">{batch.days}</span> },
  { key: "rows", header: "Rows", align: "end", cell: (batch) => count(batch.accepted) },
  { key: "changes", header: "New or changed", align: "end", cell: (batch) => count(batch.changes) },
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
  const { batches, total, page, perPage, mayWrite, zone } = useLoaderData<typeof loader>();
  const first = (page - 1) * perPage + 1;
  const last = first + batches.length - 1;
  const newImport = mayWrite && (
    <ButtonLink to="/imports/new" kind="primary">
      New import
    </ButtonLink>
  );
  return (
    <PageFrame title="Imports" meta={[zone]} actions={total > 0 && newImport}>
      {total === 0 ? (
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
            previousHref={page > 1 ? `?page=${page - 1}` : null}
            nextHref={last < total ? `?page=${page + 1}` : null}
          />
        </>
      )}
    </PageFrame>
  );
}
