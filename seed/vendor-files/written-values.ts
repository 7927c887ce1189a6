import { tzOffset } from "@date-fns/tz";

/** Seconds ahead of UTC, by zone and hour since 1970. */
const offsets = new Map<string, Map<number, number>>();

function offsetSeconds(zone: string, hour: number): number {
  let ofZone = offsets.get(zone);
  if (ofZone === undefined) offsets.set(zone, (ofZone = new Map()));
  let offset = ofZone.get(hour);
  if (offset === undefined) ofZone.set(hour, (offset = tzOffset(zone, new Date(hour * 3_600_000)) * 60));
  return offset;
}

/** `2026-10-03T14:05:09` as clocks in the zone show the instant (epoch seconds). */
export function wallClock(zone: string, seconds: number): string {
  return new Date((seconds + offsetSeconds(zone, Math.floor(seconds / 3600))) * 1000).toISOString().slice(0, 19);
}

const two = (value: number) => String(value).padStart(2, "0");

/** `00:04:31` */
export function clockDuration(seconds: number): string {
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(Math.floor(seconds) % 60)}`;
}

/** `03/10/2026` from `2026-10-03…` */
export function dayMonthYear(wall: string): string {
  return `${wall.slice(8, 10)}/${wall.slice(5, 7)}/${wall.slice(0, 4)}`;
}

/** `10/3/2026, 2:05 PM` from `2026-10-03T14:05…` */
export function americanTime(wall: string): string {
  const hour = Number(wall.slice(11, 13));
  const date = `${Number(wall.slice(5, 7))}/${Number(wall.slice(8, 10))}/${wall.slice(0, 4)}`;
  return `${date}, ${hour % 12 === 0 ? 12 : hour % 12}:${wall.slice(14, 16)} ${hour < 12 ? "AM" : "PM"}`;
}

/** Minutes with two decimals, and the decimal sign of the file. */
export function minutes(seconds: number, decimal: "." | ","): string {
  const text = (seconds / 60).toFixed(2);
  return decimal === "," ? text.replace(".", ",") : text;
}
