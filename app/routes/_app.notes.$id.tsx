import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { Archive, Pencil, Undo2 } from "lucide-react";
import { requireViewer } from "~/auth/require-viewer.server";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { Card } from "~/components/ui/card";
import { Columns } from "~/components/ui/columns";
import { DefinitionList } from "~/components/ui/definition-list";
import { Flash } from "~/components/ui/flash";
import { NoteBody } from "~/components/causes/note-body";
import { NoteForm } from "~/components/causes/note-form";
import { NoteHistory } from "~/components/causes/note-history";
import { noteRefusalText } from "~/wording/causes/note-refusal";
import { NoteStale } from "~/components/causes/note-stale";
import { CATEGORY_LABELS, FAULT_LABELS, VISIBILITY_LABELS } from "~/wording/causes/notes";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { SectionHeading } from "~/components/ui/section-heading";
import { Tag } from "~/components/ui/tag";
import { noteContentSchema } from "~/domain/causes/root-cause-note";
import { rangeThrough } from "~/domain/calendar/day-range";
import { rangeLabel } from "~/domain/calendar/labels";
import { recordIdOf } from "~/domain/input/record-id";
import { fieldNamesOf } from "~/forms/field-names";
import { readForm } from "~/forms/read-form.server";
import { submissionOf } from "~/forms/submission.server";
import { loadNote, loadNoteFormChoices } from "~/reports/causes/notes.server";
import { rewriteNote, setNoteArchived } from "~/commands/causes/notes.server";
import { NOTE_PAGE_TEXT } from "~/wording/causes/note-page";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.page.note.content.title ?? NOTE_PAGE_TEXT.note, NOTE_PAGE_TEXT.rootCauses) },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "notes.read");
  const page = await loadNote(context.db, viewer, params.id ?? "", context);
  if (page === null) throw new Response(NOTE_PAGE_TEXT.noteNotFoundOr, { status: 404 });
  const editing = page.mayWrite && new URL(request.url).searchParams.has("edit");
  return json({ page, choices: editing ? await loadNoteFormChoices(context.db, viewer) : null });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "notes.write");
  const form = await readForm(request, ["intent", "revision", ...fieldNamesOf(noteContentSchema)]);
  const revision = recordIdOf(form.get("revision"));
  if (revision === null)
    throw new Response(NOTE_PAGE_TEXT.formHasNoNote, {
      status: 400,
    });
  const from = { id: params.id ?? "", revision };
  const intent = form.get("intent");
  if (intent === "archive" || intent === "restore") {
    const done = await setNoteArchived(context.db, viewer, from, intent === "archive", context);
    if (!done.ok)
      return json({ refusal: noteRefusalText(done).formErrors, answer: null, stale: null }, { status: 409 });
    return redirect(intent === "archive" ? `/notes?archived=${from.id}` : `/notes/${from.id}`);
  }
  const submission = submissionOf(form, noteContentSchema);
  if (submission.status !== "success") {
    return json({ refusal: null, answer: submission.reply(), stale: null }, { status: 422 });
  }
  const written = await rewriteNote(context.db, viewer, from, submission.value, context);
  if (written.ok) return redirect(`/notes/${from.id}`);
  const stale = written.reason === "stale" ? { ...written.current, changed: written.changed } : null;
  const answer = submission.reply(stale === null ? noteRefusalText(written) : {});
  return json({ refusal: null, answer, stale }, { status: stale === null ? 422 : 409 });
}

export default function NotePage() {
  const { page, choices } = useLoaderData<typeof loader>();
  return choices === null ? <ReadNote /> : <EditNote page={page} choices={choices} />;
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function EditNote({ page, choices }: { page: Loaded["page"]; choices: NonNullable<Loaded["choices"]> }) {
  const sent = useActionData<typeof action>();
  const stale = sent?.stale ?? null;
  const { id, content, revision } = page.note;
  return (
    <PageFrame
      title={NOTE_PAGE_TEXT.editTitle(content.title)}
      breadcrumbs={[
        { label: NOTE_PAGE_TEXT.rootCauses, href: "/notes" },
        { label: content.title, href: `/notes/${id}` },
      ]}
    >
      <NoteForm
        values={content}
        answer={sent?.answer ?? undefined}
        vendors={choices.vendors}
        metrics={choices.metrics}
        known={choices.known}
        revision={stale?.revision ?? revision}
        saveLabel={stale === null ? NOTE_PAGE_TEXT.saveChanges : NOTE_PAGE_TEXT.saveMyVersion}
        cancelHref={`/notes/${id}`}
        notice={stale && <NoteStale stale={stale} timeZone={page.timeZone} href={`/notes/${id}`} />}
      />
    </PageFrame>
  );
}

function ReadNote() {
  const { page } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? null;
  const { note, history, mayWrite, timeZone } = page;
  const { content } = note;
  const slice = [content.site, content.program, content.channel].filter((part) => part !== "");
  return (
    <PageFrame
      title={content.title}
      name={[NOTE_PAGE_TEXT.rootCause, content.title, note.vendorName, note.metricName].join(" · ")}
      breadcrumbs={[{ label: NOTE_PAGE_TEXT.rootCauses, href: "/notes" }]}
      filters={
        <>
          <Tag>
            {CATEGORY_LABELS[content.category].toLowerCase()} · {FAULT_LABELS[content.fault].toLowerCase()}
          </Tag>
          {note.archivedAt !== null && <Tag tone="below">{NOTE_PAGE_TEXT.archived}</Tag>}
          {note.overdue && <Tag>{NOTE_PAGE_TEXT.overdue}</Tag>}
        </>
      }
      meta={[timeZone]}
      actions={
        mayWrite && (
          <>
            <Form method="post">
              <input type="hidden" name="revision" value={note.revision} />
              {note.archivedAt === null ? (
                <Button
                  name="intent"
                  value="archive"
                  icon={<Archive size={16} strokeWidth={1.75} aria-hidden="true" />}
                >
                  {NOTE_PAGE_TEXT.archive}
                </Button>
              ) : (
                <Button name="intent" value="restore" icon={<Undo2 size={16} strokeWidth={1.75} aria-hidden="true" />}>
                  {NOTE_PAGE_TEXT.restore}
                </Button>
              )}
            </Form>
            <ButtonLink to="?edit" kind="primary" icon={<Pencil size={16} strokeWidth={1.75} aria-hidden="true" />}>
              {NOTE_PAGE_TEXT.editNote}
            </ButtonLink>
          </>
        )
      }
    >
      {refusal?.map((words) => (
        <Flash key={words} tone="failed" title={words}>
          {NOTE_PAGE_TEXT.someoneChangedThisNote}
        </Flash>
      ))}
      <Columns
        main={<NoteBody content={content} proofMetricName={page.proofMetricName} />}
        aside={
          <>
            <SectionHeading title={NOTE_PAGE_TEXT.chartDate} />
            <Card padding="none">
              <DefinitionList
                narrow
                items={[
                  { term: NOTE_PAGE_TEXT.partner, value: note.vendorName },
                  {
                    term: NOTE_PAGE_TEXT.metric,
                    value: (
                      <Link to={metricHref(content)} className="text-brand underline">
                        {note.metricName}
                      </Link>
                    ),
                  },
                  { term: NOTE_PAGE_TEXT.slice, value: slice.length === 0 ? "everything" : slice.join(" · ") },
                  { term: NOTE_PAGE_TEXT.days, value: rangeLabel(rangeThrough(content.from, content.to)) },
                  { term: NOTE_PAGE_TEXT.visibility, value: VISIBILITY_LABELS[content.visibility] },
                ]}
              />
            </Card>
            {history !== null && <NoteHistory history={history} timeZone={timeZone} />}
          </>
        }
      />
    </PageFrame>
  );
}

function metricHref(content: Loaded["page"]["note"]["content"]): string {
  const { metric, vendor, from, to, site, program, channel } = content;
  const scope = { vendor, from, to, site, program, channel };
  const address = new URLSearchParams(Object.entries(scope).filter(([, value]) => value !== ""));
  return `/metrics/${metric}?${address}`;
}
