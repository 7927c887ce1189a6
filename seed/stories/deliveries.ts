import type { EpochDay } from "../timeline";

/** Partners that send each day the morning after; the others send months. */
export const SENT_DAILY: readonly string[] = ["norwind", "harbour"];

/** How much of its contacts Norwind's broken-off export holds. */
export const BROKEN_OFF_SHARE = 0.3;
const BROKEN_OFF_DAYS_BACK = 1;

/** Norwind's export of the day before yesterday broke off in the night and was not sent again yet. */
export function breaksOff(partner: string, until: EpochDay, today: EpochDay): boolean {
  return partner === "norwind" && until === today - BROKEN_OFF_DAYS_BACK;
}

const MORNING_SECONDS = 6 * 3600 + 10 * 60;
const AFTERNOON_SECONDS = 15 * 3600 + 40 * 60;
const DAY_SECONDS = 86_400;
const LATE_DAYS_BACK = 2;

/** Seconds after the last day of a file at which it came: next morning, but a day later what Harbour sent of three days ago. */
export function secondsUntilSent(partner: string, until: EpochDay, today: EpochDay): number {
  const isLate = partner === "harbour" && until === today - LATE_DAYS_BACK;
  return isLate ? DAY_SECONDS + AFTERNOON_SECONDS : MORNING_SECONDS;
}
