import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerApi, refuseMethod } from "~/auth/api-response.server";
import { requireApiViewer } from "~/auth/require-viewer.server";
import { loadNotes } from "~/reports/causes/notes.server";
import { noteDocument } from "~/reports/api/note-document";
import { readNoteListQuestion } from "~/reports/causes/notes-question";

export function loader({ request, context }: LoaderFunctionArgs) {
  return answerApi(context, async () => {
    const viewer = await requireApiViewer(request, context, "notes.read");
    const question = readNoteListQuestion(new URL(request.url).searchParams);
    const { notes, total, page, pages } = await loadNotes(context.db, viewer, question, context);
    return { body: { items: notes.map(noteDocument), total, page, pages } };
  });
}

export const action = refuseMethod;
