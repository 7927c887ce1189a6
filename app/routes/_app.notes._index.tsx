import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { NotebookPen, Plus } from "lucide-react";
import { requireViewer } from "~/auth/require-viewer.server";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { DataTable, type Column } from "~/components/ui/data-table";
import { EmptyState } from "~/components/ui/empty-state";
import { FilterChip } from "~/components/ui/menus/filter-chip";
import { useListSort } from "~/components/ui/use-list-sort";
import { Flash } from "~/components/ui/flash";
import { isNarrowed, noteFilters, notePages } from "~/components/causes/note-filters";
import { CATEGORY_LABELS, FAULT_LABELS } from "~/wording/causes/notes";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { Pagination } from "~/components/ui/pagination";
import { Tag } from "~/components/ui/tag";
import { rangeThrough } from "~/domain/calendar/day-range";
import { dayLabel, rangeLabel } from "~/domain/calendar/labels";
import { loadNote, loadNotes, type NoteSummary } from "~/reports/causes/notes.server";
import { readNoteListQuestion } from "~/reports/causes/notes-question";
import { NOTE_LIST_TEXT } from "~/wording/causes/note-list";

export const meta: MetaFunction = () => [{ title: pageTitle(NOTE_LIST_TEXT.rootCauses) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "notes.read");
  const address = new URL(request.url).searchParams;
  const question = readNoteListQuestion(address);
  const archivedId = address.get("archived");
  const [list, archived] = await Promise.all([
    loadNotes(context.db, viewer, question, context),
    archivedId === null ? null : loadNote(context.db, viewer, archivedId, context),
  ]);
  const undo = archived !== null && archived.note.archivedAt !== null && archived.mayWrite ? archived.note : null;
  return json({
    notes: list.notes,
    mayWrite: list.mayWrite,
    narrowed: isNarrowed(address),
    chips: noteFilters(address, question, list),
    undo: undo && { id: undo.id, revision: undo.revision, title: undo.content.title },
    pages: notePages(address, list),
    sort: question.order ?? null,
  });
}

const SORTABLE = ["title", "partner", "days", "category", "owner", "author"];

const COLUMNS: readonly Column<NoteSummary>[] = [
  {
    key: "title",
    header: NOTE_LIST_TEXT.cause,
    rowHeader: true,
    cell: ({ id, content, archivedAt }) => (
      <div className="max-w-[34rem] py-1">
        <Link to={`/notes/${id}`} className="font-semibold hover:underline">
          {content.title}
        </Link>{" "}
        {archivedAt !== null && <Tag>{NOTE_LIST_TEXT.archived}</Tag>}
        <p className="line-clamp-2 text-xs text-ink-2">{content.symptom}</p>
      </div>
    ),
  },
  {
    key: "partner",
    header: NOTE_LIST_TEXT.partnerAndMetric,
    cell: ({ vendorName, metricName, content }) => (
      <div>
        {vendorName}
        <p className="text-xs text-ink-3">
          {[metricName, content.site, content.program, content.channel].filter((part) => part !== "").join(" · ")}
        </p>
      </div>
    ),
  },
  {
    key: "days",
    header: NOTE_LIST_TEXT.days,
    cell: ({ content }) => (
      <span className="figures whitespace-nowrap">{rangeLabel(rangeThrough(content.from, content.to))}</span>
    ),
  },
  {
    key: "category",
    header: NOTE_LIST_TEXT.categoryAndResponsible,
    cell: ({ content }) => (
      <Tag>
        {CATEGORY_LABELS[content.category].toLowerCase()} · {FAULT_LABELS[content.fault].toLowerCase()}
      </Tag>
    ),
  },
  {
    key: "owner",
    header: NOTE_LIST_TEXT.ownerAndDue,
    cell: ({ content, overdue }) => (
      <div>
        {content.owner === "" ? <span className="text-ink-3">{NOTE_LIST_TEXT.noOwner}</span> : content.owner}
        <p className={`figures text-xs ${overdue ? "text-ink-2" : "text-ink-3"}`}>
          {content.due === null
            ? NOTE_LIST_TEXT.noDate
            : `${overdue ? NOTE_LIST_TEXT.overdueSince : "due"} ${dayLabel(content.due).label}`}
        </p>
      </div>
    ),
  },
  {
    key: "author",
    header: NOTE_LIST_TEXT.writtenBy,
    hideOnPhone: true,
    cell: ({ authorName, content }) => (
      <div>
        {authorName}
        <p className="text-xs text-ink-3">
          {content.visibility === "partner" ? NOTE_LIST_TEXT.sharedWithPartner : NOTE_LIST_TEXT.internal}
        </p>
      </div>
    ),
  },
];

export default function Notes() {
  const { notes, mayWrite, narrowed, chips, undo, pages, sort } = useLoaderData<typeof loader>();
  const columns = useListSort(COLUMNS, SORTABLE, sort);
  return (
    <PageFrame
      title={NOTE_LIST_TEXT.rootCauses}
      name={[NOTE_LIST_TEXT.rootCauses, ...chips.map(({ label }) => label)].join(" · ")}
      filters={chips.map((chip) => (
        <FilterChip key={chip.name} {...chip} />
      ))}
      actions={
        mayWrite && (
          <ButtonLink to="/notes/new" kind="primary" icon={<Plus size={16} strokeWidth={1.75} aria-hidden="true" />}>
            {NOTE_LIST_TEXT.newNote}
          </ButtonLink>
        )
      }
    >
      {undo && (
        <Flash
          title={NOTE_LIST_TEXT.noteArchived}
          action={
            <Form method="post" action={`/notes/${undo.id}`}>
              <input type="hidden" name="revision" value={undo.revision} />
              <Button size="small" name="intent" value="restore">
                {NOTE_LIST_TEXT.undo}
              </Button>
            </Form>
          }
        >
          {undo.title}
        </Flash>
      )}
      {notes.length > 0 ? (
        <>
          <DataTable
            caption={NOTE_LIST_TEXT.rootCauseNotes}
            columns={columns}
            rows={notes}
            rowKey={({ id }) => id}
            layout="stack"
          />
          <Pagination of="notes" {...pages} />
        </>
      ) : narrowed ? (
        <EmptyState
          title={NOTE_LIST_TEXT.noResults}
          action={<ButtonLink to="/notes">{NOTE_LIST_TEXT.showAllOpenNotes}</ButtonLink>}
        >
          {NOTE_LIST_TEXT.tryAnotherFilter}
        </EmptyState>
      ) : (
        <EmptyState
          icon={<NotebookPen size={24} strokeWidth={1.75} aria-hidden="true" />}
          title={NOTE_LIST_TEXT.noRootCauseNotes}
          action={mayWrite && <ButtonLink to="/notes/new">{NOTE_LIST_TEXT.addNote}</ButtonLink>}
        >
          {NOTE_LIST_TEXT.noteExplainsWhyResult}
        </EmptyState>
      )}
    </PageFrame>
  );
}
