import { dayFromNumber } from "~/domain/calendar/day";
import { atlasTrustNotes } from "./notes/atlas-trust";
import { harbourNotes, kestrelNotes } from "./notes/kestrel-and-harbour";
import { luminaNotes } from "./notes/lumina";
import { norwindNotes } from "./notes/norwind";
import { sandpiperNotes } from "./notes/sandpiper";
import { daysBefore, type WrittenNote } from "./notes/written-note";
import type { EpochDay } from "./timeline";

/** The notes that a lead and the partners would have written by today, oldest first. */
export function writtenNotes(today: EpochDay): WrittenNote[] {
  const day = daysBefore(today);
  const notes = [
    ...luminaNotes(day),
    ...norwindNotes(day),
    ...sandpiperNotes(day),
    ...atlasTrustNotes(day),
    ...kestrelNotes(day),
    ...harbourNotes(day),
  ];
  return notes
    .filter(({ writtenOn }) => writtenOn < dayFromNumber(today))
    .sort((one, other) => one.writtenOn.localeCompare(other.writtenOn));
}
