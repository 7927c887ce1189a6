import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { type Column, DataTable } from "~/components/ui/data-table";
import { ExportMenu } from "~/components/ui/export-menu";
import { EmptyState } from "~/components/ui/empty-state";
import { listHref } from "~/components/ui/menus/list-filters";
import { useListSort } from "~/components/ui/use-list-sort";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { Pagination } from "~/components/ui/pagination";
import { SelectField } from "~/components/ui/forms/select-field";
import { TextField } from "~/components/ui/forms/text-field";
import {
  AUDIT_KIND_OPTIONS,
  auditActionText,
  auditActorText,
  auditDetailText,
  auditSubject,
} from "~/wording/access/audit";
import { loadAuditLog } from "~/reports/access/audit-log.server";
import { readAuditQuestion } from "~/reports/access/audit-question";
import { AUDIT_LOG as text } from "~/wording/access/audit-page";

export const meta: MetaFunction = () => [{ title: pageTitle(text.title) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "audit.read");
  const address = new URL(request.url).searchParams;
  const question = readAuditQuestion(address);
  const log = await loadAuditLog(context.db, viewer, question);
  if (log === null) throw new Response(null, { status: 404 });
  const { rows, page, pages, pageSize, people, ...rest } = log;
  const list = { path: "/audit", address };
  const before = (page - 1) * pageSize;
  const hrefOf = (number: number) => listHref(list, "page", number === 1 ? null : String(number));
  const { person, kind, from, to } = question;
  return json({
    ...rest,
    requested: { person, kind, from, to },
    sort: question.order,
    isNarrowed: [person, kind, from, to].some((part) => part !== null),
    people: people.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` })),
    rows: rows.map(({ id, at, actor, action, subject, subjectName, detail }) => ({
      id,
      at,
      action: auditActionText(action),
      actor: auditActorText(actor),
      subject: auditSubject(subject, subjectName),
      detail: auditDetailText(action, detail),
    })),
    exportHref: listHref({ path: "/audit.csv", address }, "page", null),
    pages: {
      first: before + 1,
      last: before + rows.length,
      total: log.total,
      previousHref: page > 1 ? hrefOf(page - 1) : null,
      nextHref: page < pages ? hrefOf(page + 1) : null,
    },
  });
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

const SORTABLE = ["event", "at", "actor", "subject"];

const COLUMNS: readonly Column<Row>[] = [
  { key: "event", header: text.columns.event, rowHeader: true, cell: ({ action }) => action },
  {
    key: "at",
    header: text.columns.time,
    sortsDown: true,
    cell: ({ at }) => <span className="figures md:whitespace-nowrap">{at}</span>,
  },
  { key: "actor", header: text.columns.by, cell: ({ actor }) => <span className="break-words">{actor}</span> },
  {
    key: "subject",
    header: text.columns.subject,
    cell: ({ subject: { words, href } }) =>
      href === null ? (
        words || "–"
      ) : (
        <Link to={href} className="prose-link">
          {words}
        </Link>
      ),
  },
  {
    key: "detail",
    header: text.columns.details,
    prose: true,
    cell: ({ detail }) => <span className="text-xs break-words text-ink-2">{detail || "–"}</span>,
  },
];

export default function AuditLog() {
  const { rows, requested, people, isNarrowed, pages, exportHref, timeZone, sort } = useLoaderData<typeof loader>();
  const columns = useListSort(COLUMNS, SORTABLE, sort);
  return (
    <PageFrame title={text.title} meta={[timeZone]} actions={<ExportMenu csvHref={exportHref} />}>
      <Form
        method="get"
        action="/audit"
        aria-label={text.filters.label}
        key={JSON.stringify(requested)}
        className="no-print mb-4 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[minmax(0,2fr)_minmax(0,1.3fr)_minmax(0,1fr)_minmax(0,1fr)_auto]"
      >
        <SelectField
          label={text.filters.person}
          name="person"
          options={[{ value: "", label: text.filters.allPeople }, ...people]}
          defaultValue={requested.person ?? ""}
        />
        <SelectField
          label={text.filters.kind}
          name="kind"
          options={AUDIT_KIND_OPTIONS}
          defaultValue={requested.kind ?? ""}
        />
        <TextField label={text.filters.from} name="from" type="date" defaultValue={requested.from ?? ""} />
        <TextField label={text.filters.to} name="to" type="date" defaultValue={requested.to ?? ""} />
        <span className="flex gap-2">
          <Button kind="primary">{text.filters.apply}</Button>
          {isNarrowed && <ButtonLink to="/audit">{text.filters.clear}</ButtonLink>}
        </span>
      </Form>
      {rows.length === 0 ? (
        <EmptyState title={text.noMatch.title} action={<ButtonLink to="/audit">{text.noMatch.showAll}</ButtonLink>}>
          {text.noMatch.text}
        </EmptyState>
      ) : (
        <>
          <DataTable caption={text.caption} columns={columns} rows={rows} rowKey={({ id }) => id} layout="stack" />
          <Pagination of={text.rows} {...pages} />
        </>
      )}
    </PageFrame>
  );
}
