import type { NoteContent } from "~/domain/causes/root-cause-note";
import { momentLabel } from "~/domain/calendar/moment";
import { Card } from "../ui/card";
import { NOTE_FIELD_LABELS } from "~/wording/causes/notes";
import { SectionHeading } from "../ui/section-heading";
import { NOTE_HISTORY_TEXT } from "~/wording/causes/note-page";

type Edit = { revision: number; editedBy: string; editedAt: string; changed: readonly (keyof NoteContent)[] };

/** Who wrote and changed a note, when, and which parts; newest first. */
export function NoteHistory({ history, timeZone }: { history: readonly Edit[]; timeZone: string }) {
  return (
    <>
      <SectionHeading
        title={NOTE_HISTORY_TEXT.history}
        detail={history.length === 1 ? NOTE_HISTORY_TEXT.original : NOTE_HISTORY_TEXT.revisions(history.length)}
      />
      <Card padding="none">
        <ol className="divide-y divide-line text-sm">
          {history.map((edit) => (
            <li key={edit.revision} className="px-4 py-2.5">
              <p>
                {edit.editedBy} {whatWasDone(edit)}
              </p>
              <p className="figures text-xs text-ink-3">
                <time dateTime={edit.editedAt}>{momentLabel(new Date(edit.editedAt), timeZone)}</time>
                {NOTE_HISTORY_TEXT.revision(edit.revision)}
              </p>
            </li>
          ))}
        </ol>
      </Card>
    </>
  );
}

function whatWasDone({ revision, changed }: Edit): string {
  if (revision === 1) return NOTE_HISTORY_TEXT.createdNote;
  if (changed.length === 0) return NOTE_HISTORY_TEXT.archivedOrRestoredNote;
  return NOTE_HISTORY_TEXT.changed(changed.map((field) => NOTE_FIELD_LABELS[field].toLowerCase()).join(", "));
}
