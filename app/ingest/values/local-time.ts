import { tzOffset } from "@date-fns/tz";

const QUARTER_MS = 15 * 60_000;
const DAY_MS = 86_400_000;
const MAX_REMEMBERED = 100_000;

/**
 * Turns wall-clock times of one zone (given as if they were UTC) into instants, both in ms since 1970.
 * In the hour that is repeated when clocks go back the earlier of the two is taken; null: the clocks skipped that time.
 * Offsets are remembered by quarter of an hour, the finest step at which zones change.
 */
export function zoneReader(zone: string): (wallMs: number) => number | null {
  const offsetAt = offsetsOf(zone);
  return (wallMs) => {
    const before = offsetAt(wallMs - DAY_MS);
    const after = offsetAt(wallMs + DAY_MS);
    // The larger offset names the earlier instant.
    const larger = Math.max(before, after);
    const smaller = Math.min(before, after);
    if (offsetAt(wallMs - larger) === larger) return wallMs - larger;
    if (offsetAt(wallMs - smaller) === smaller) return wallMs - smaller;
    return null;
  };
}

/** Whether a wall-clock time of the zone was shown twice, in the hour that is repeated when clocks go back. */
export function repeatedHours(zone: string): (wallMs: number) => boolean {
  const offsetAt = offsetsOf(zone);
  return (wallMs) => {
    const before = offsetAt(wallMs - DAY_MS);
    const after = offsetAt(wallMs + DAY_MS);
    return before !== after && [before, after].every((offset) => offsetAt(wallMs - offset) === offset);
  };
}

/** The offset from UTC at an instant, both in ms. */
function offsetsOf(zone: string): (instantMs: number) => number {
  const offsets = new Map<number, number>();
  return (instantMs) => {
    const quarter = Math.floor(instantMs / QUARTER_MS);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    if (offsets.size >= MAX_REMEMBERED) offsets.clear();
    const offset = tzOffset(zone, new Date(quarter * QUARTER_MS)) * 60_000;
    offsets.set(quarter, offset);
    return offset;
  };
}
