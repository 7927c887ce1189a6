import { Link } from "@remix-run/react";
import type { NoteContent } from "~/domain/causes/root-cause-note";
import { momentLabel } from "~/domain/calendar/moment";
import { Flash } from "../ui/flash";
import { NOTE_FIELD_LABELS } from "~/wording/causes/notes";
import { NOTE_STALE_TEXT } from "~/wording/causes/note-page";

type Stale = {
  content: NoteContent;
  editedBy: string;
  editedAt: string;
  changed: readonly (keyof NoteContent)[];
};

type NoteStaleProps = { stale: Stale; timeZone: string; href: string };

/** Tells a second editor what the first one changed, so that either text can be kept. */
export function NoteStale({ stale, timeZone, href }: NoteStaleProps) {
  const { content, editedBy, editedAt, changed } = stale;
  return (
    <Flash
      tone="caution"
      title={NOTE_STALE_TEXT.changedThisNoteWhile(editedBy, momentLabel(new Date(editedAt), timeZone))}
      action={
        <Link to={href} target="_blank" rel="noreferrer" className="text-sm underline">
          {NOTE_STALE_TEXT.openTheirVersion}
        </Link>
      }
    >
      <p>{NOTE_STALE_TEXT.yourTextIsBelow}</p>
      {changed.length > 0 && (
        <dl className="mt-2 grid gap-1.5">
          {changed.map((field) => (
            <div key={field}>
              <dt className="text-xs font-medium">{NOTE_STALE_TEXT.theirVersion(NOTE_FIELD_LABELS[field])}</dt>
              <dd className="whitespace-pre-line">{valueText(content[field])}</dd>
            </div>
          ))}
        </dl>
      )}
    </Flash>
  );
}

function valueText(value: NoteContent[keyof NoteContent]): string {
  if (value === null || value.length === 0) return "(emptied)";
  return typeof value === "string" ? value : value.join("\n");
}
