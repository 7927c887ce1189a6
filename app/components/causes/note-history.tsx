import type { NoteContent } from "~/domain/causes/root-cause-note";
import { momentLabel } from "~/domain/calendar/moment";
import { Card } from "../ui/card";
import { NOTE_FIELD_LABELS } from "~/wording/causes/notes";
import { SectionHeading } from "../ui/section-heading";

type Edit = { revision: number; editedBy: string; editedAt: string; changed: readonly (keyof NoteContent)[] };

/** Who wrote and changed a note, when, and which parts; newest first. */
export function NoteHistory({ history, timeZone }: { history: readonly Edit[]; timeZone: string }) {
  return (
    <>
      <SectionHeading title="History" detail={history.length === 1 ? "as written" : `${history.length} revisions`} />
      <Card padding="none">
        <ol className="divide-y divide-line text-sm">
          {history.map((edit) => (
            <li key={edit.revision} className="px-4 py-2.5">
              <p>
                {edit.editedBy} {whatWasDone(edit)}
              </p>
              <p className="figures text-xs text-ink-3">
                <time dateTime={edit.editedAt}>{momentLabel(new Date(edit.editedAt), timeZone)}</time> · revision{" "}
                {edit.revision}
              </p>
            </li>
          ))}
        </ol>
      </Card>
    </>
  );
}

function whatWasDone({ revision, changed }: Edit): string {
  if (revision === 1) return "wrote the note";
  if (changed.length === 0) return "archived it or brought it back";
  return `changed ${changed.map((field) => NOTE_FIELD_LABELS[field].toLowerCase()).join(", ")}`;
}
