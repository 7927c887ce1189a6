/** Where a note stands: open, open past its due day, or taken off the lists. */
export const NOTE_STATES = ["open", "overdue", "archived"] as const;
export type NoteState = (typeof NOTE_STATES)[number];
