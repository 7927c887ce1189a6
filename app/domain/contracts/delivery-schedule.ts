import type { FactKind } from "../facts/fact-fields";

/** How often a file is expected, and which days it covers. */
export type Cadence =
  /** A file for each of these weekdays (1 for Monday to 7 for Sunday), due the day after. */
  | { readonly every: "day"; readonly weekdays: readonly number[] }
  /** A file for the seven days before the weekday on which it is due. */
  | { readonly every: "week"; readonly weekday: number }
  /** A file for the calendar month before the day of the month (1–28) on which it is due. */
  | { readonly every: "month"; readonly monthDay: number };

export const CADENCES = ["day", "week", "month"] as const satisfies readonly Cadence["every"][];

/** A file that is expected of a partner regularly. */
export type Delivery = {
  /** '': what it is called follows from its kind and source. */
  readonly name: string;
  readonly kind: FactKind;
  /** Null: any source of the kind. */
  readonly source: string | null;
  readonly cadence: Cadence;
  /** Minutes after midnight on the organization's clocks. */
  readonly dueMinutes: number;
  /** As many days later it is still in time. */
  readonly graceDays: number;
  /** Below this percentage of typical rows a file is incomplete; 0 turns it off. */
  readonly incompletePercent: number;
};

export const DELIVERY_DEFAULTS = { dueMinutes: 9 * 60, graceDays: 0, incompletePercent: 60 } as const;
export const EVERY_WEEKDAY = [1, 2, 3, 4, 5, 6, 7] as const;
export const LAST_MONTH_DAY = 28;
export const MAX_GRACE_DAYS = 31;

const WEEKDAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** 1 for Monday to 7 for Sunday. */
export function weekdayName(weekday: number): string {
  return WEEKDAY_NAMES[weekday - 1] ?? "";
}

/** `09:05`: minutes after midnight as clocks show them. */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Minutes after midnight from `9:05` or `09:05`; null where the text is no time of a day. */
export function parseClock(text: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  const [hours, minutes] = [Number(match?.[1] ?? 24), Number(match?.[2] ?? 60)];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}
