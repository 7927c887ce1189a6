import type { NoteContent } from "~/domain/causes/root-cause-note";
import { dayFromNumber, type Day } from "~/domain/calendar/day";
import { monthStart, resolveDay, type EpochDay, type RelativeDay } from "../timeline";

/** A note as the lead wrote it about one of the planted stories. Its `story` says which; not every story has one. */
export type WrittenNote = {
  story: string;
  author: "lead" | "partner";
  writtenOn: Day;
  content: NoteContent;
};

/** A day of the month that lies `back` months before today's, and other relative days. */
export type DayOf = {
  (back: number, day: number): Day;
  lastOf(back: number): Day;
  at(relative: RelativeDay): Day;
};

export function daysBefore(today: EpochDay): DayOf {
  const at = (relative: RelativeDay) => dayFromNumber(resolveDay(relative, today));
  return Object.assign((back: number, day: number) => at({ monthsBack: back, day }), {
    lastOf: (back: number) => dayFromNumber(monthStart(today, back - 1) - 1),
    at,
  });
}

const NO_SLICE = { site: "", program: "", channel: "", segment: "" };

/** Fills in what a note leaves out. */
export function content(
  note: Pick<
    NoteContent,
    "vendor" | "metric" | "from" | "to" | "title" | "symptom" | "category" | "fault" | "visibility"
  > &
    Partial<NoteContent>,
): NoteContent {
  return {
    ...NO_SLICE,
    whys: [],
    evidence: "",
    containment: "",
    correction: "",
    prevention: "",
    owner: "",
    due: null,
    proofMetric: "",
    proofBaseline: "",
    proofCriterion: "",
    ...note,
  };
}
