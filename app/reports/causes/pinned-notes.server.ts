import type { Database } from "~/data/db/database.server";
import { findNotes, type Note } from "~/data/causes/notes.server";
import { may } from "~/domain/access/permissions";
import type { Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import type { DayRange } from "~/domain/calendar/day-range";
import { dayInZone } from "~/domain/calendar/time-zone";
import { findMetric } from "~/domain/metrics/catalog/catalog";
import type { PinnedNote } from "~/domain/causes/pinned-note";
import type { TargetScope } from "~/domain/metrics/row-scope";

/** More would bury the chart that they are pinned to. */
const NOTES_SHOWN = 20;

export type PinnedNotesQuestion = {
  readonly vendorId: number;
  readonly metric?: string;
  readonly range: DayRange;
  readonly requested: TargetScope;
  readonly today: Day;
  readonly timeZone: string;
};

/** The notes that touch the range, in the order of their first day and numbered so; none where this viewer may read none. */
export async function loadPinnedNotes(
  db: Database,
  viewer: Viewer,
  question: PinnedNotesQuestion,
): Promise<{ readable: boolean; notes: PinnedNote[] }> {
  if (!may(viewer, "notes.read")) return { readable: false, notes: [] };
  const filter = {
    vendorIds: [question.vendorId],
    touching: question.range,
    ...(question.metric === undefined ? {} : { metric: question.metric }),
  };
  const { notes } = await findNotes(db, viewer, filter, { today: question.today, limit: NOTES_SHOWN });
  const shown = notes
    .filter((note) => note.archivedAt === null && touches(note, question.requested))
    .toSorted((a, b) => (a.content.from < b.content.from ? -1 : a.content.from > b.content.from ? 1 : 0));
  return { readable: true, notes: shown.map((note, index) => pinned(note, index + 1, question.timeZone)) };
}

/** A note that names no slice speaks of all of them. */
function touches({ content }: Note, requested: TargetScope): boolean {
  return (["site", "program", "channel"] as const).every(
    (part) => requested[part] === undefined || content[part] === "" || content[part] === requested[part],
  );
}

function pinned({ id, content, authorName, createdAt }: Note, number: number, timeZone: string): PinnedNote {
  return {
    number,
    id,
    title: content.title,
    symptom: content.symptom,
    category: content.category,
    fault: content.fault,
    metric: content.metric,
    metricName: findMetric(content.metric)?.shortName ?? content.metric,
    slice: [content.site, content.program, content.channel].filter((name) => name !== ""),
    from: content.from,
    to: content.to,
    owner: content.owner,
    authorName,
    writtenOn: dayInZone(new Date(createdAt), timeZone),
  };
}
