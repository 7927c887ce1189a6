import { rangeThrough } from "~/domain/calendar/day-range";
import { dayLabel, rangeLabel } from "~/domain/calendar/labels";
import type { PinnedNote } from "~/domain/causes/pinned-note";
import { ButtonLink } from "../ui/button-link";
import { Card } from "../ui/card";
import { NoteCard } from "./note-card";
import { CATEGORY_LABELS, FAULT_LABELS } from "~/wording/causes/notes";
import { SectionHeading } from "../ui/section-heading";
import { NOTES_ASIDE_TEXT } from "~/wording/causes/note-list";

type NotesAsideProps = {
  notes: readonly PinnedNote[];
  linked: boolean;
  /** Where a note is started; null where the viewer may write none. */
  newNoteHref: string | null;
};

/** Why: the causes that were written down, numbered as their pins are. */
export function NotesAside({ notes, linked, newNoteHref }: NotesAsideProps) {
  return (
    <>
      <SectionHeading
        title={NOTES_ASIDE_TEXT.why}
        detail={
          notes.length === 0
            ? undefined
            : `${notes.length} ${notes.length === 1 ? NOTES_ASIDE_TEXT.note : NOTES_ASIDE_TEXT.notes}`
        }
        actions={
          newNoteHref !== null && (
            <ButtonLink to={newNoteHref} size="small">
              {NOTES_ASIDE_TEXT.addNote}
            </ButtonLink>
          )
        }
      />
      {notes.length === 0 ? (
        <Card>
          <p className="text-sm text-ink-2">{NOTES_ASIDE_TEXT.noRootCauseNotes}</p>
        </Card>
      ) : (
        <Card padding="none">
          {notes.map((note) => (
            <Note key={note.id} note={note} linked={linked} />
          ))}
        </Card>
      )}
    </>
  );
}

function Note({ note, linked }: { note: PinnedNote; linked: boolean }) {
  const { number, title, category, fault, symptom, metricName, slice, from, to, authorName, writtenOn, id } = note;
  const days = rangeLabel(rangeThrough(from, to));
  return (
    <NoteCard
      number={number}
      title={title}
      tags={[CATEGORY_LABELS[category].toLowerCase(), FAULT_LABELS[fault].toLowerCase()]}
      byline={[metricName, ...slice, days, `${authorName}, ${dayLabel(writtenOn).shortLabel}`].join(" · ")}
      href={linked ? `/notes/${id}` : null}
    >
      {symptom}
    </NoteCard>
  );
}
