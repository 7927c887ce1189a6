import { TZDate } from "@date-fns/tz";
import { formatISO } from "date-fns";
import type { Day } from "./day";
import { dayLabel } from "./labels";
import { dayInZone } from "./time-zone";

/** `20 Feb 2027`: the day that clocks in the zone show. */
export function dayLabelInZone(instant: Date, zone: string): string {
  const day: Day = dayInZone(instant, zone);
  return dayLabel(day).label;
}

/** `20 Feb 2027, 14:05`, as clocks in the zone show it. */
export function momentLabel(instant: Date, zone: string): string {
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(instant);
  return `${dayLabelInZone(instant, zone)}, ${time}`;
}

/** `2027-02-20T14:05:00+01:00`: ISO 8601, as clocks in the zone show it and how far that is from UTC. */
export function momentInZone(instant: Date, zone: string): string {
  return formatISO(new TZDate(instant, zone));
}
