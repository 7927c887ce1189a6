import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { NoteForm } from "~/components/causes/note-form";
import { NoPartners } from "~/components/access/no-partners";
import { noteRefusalText } from "~/wording/causes/note-refusal";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { noteContentSchema } from "~/domain/causes/root-cause-note";
import { newFormId, readCreation } from "~/forms/creation.server";
import { loadNoteFormChoices } from "~/reports/causes/notes.server";
import { readNotePrefill } from "~/reports/causes/notes-question";
import { writeNote } from "~/commands/causes/notes.server";
import { NEW_NOTE_TEXT } from "~/wording/causes/note-page";

export const meta: MetaFunction = () => [{ title: pageTitle(NEW_NOTE_TEXT.newNote, NEW_NOTE_TEXT.rootCauses) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "notes.write");
  const choices = await loadNoteFormChoices(context.db, viewer);
  return json({ ...choices, formId: newFormId(), values: readNotePrefill(new URL(request.url).searchParams) });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "notes.write");
  const { submission, creation } = await readCreation(request, noteContentSchema);
  if (submission.status !== "success") return json({ answer: submission.reply() }, { status: 422 });
  const written = await writeNote(context.db, viewer, submission.value, { clock: context.clock, creation });
  if (written.ok) return redirect(`/notes/${written.id}`);
  return json({ answer: submission.reply(noteRefusalText(written)) }, { status: 422 });
}

export default function NewNote() {
  const { vendors, metrics, known, values, formId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const frame = {
    title: NEW_NOTE_TEXT.newRootCauseNote,
    breadcrumbs: [{ label: NEW_NOTE_TEXT.rootCauses, href: "/notes" }],
  };
  if (vendors.length === 0) {
    return (
      <PageFrame {...frame}>
        <NoPartners linked />
      </PageFrame>
    );
  }
  return (
    <PageFrame {...frame} lead={NEW_NOTE_TEXT.describeWhatChangedWhy}>
      <NoteForm
        values={values}
        answer={answer?.answer}
        vendors={vendors}
        metrics={metrics}
        known={known}
        revision={null}
        formId={formId}
        saveLabel={NEW_NOTE_TEXT.saveNote}
        cancelHref="/notes"
      />
    </PageFrame>
  );
}
