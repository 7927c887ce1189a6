import { addDays, type Day } from "~/domain/calendar/day";
import { rangeLabel } from "~/domain/calendar/labels";
import { supersededText } from "./row-counts";

/** Rows that were not applied, as the end of a list; nothing where there are none. */
export function supersededCountText(superseded: number): string {
  return superseded === 0 ? "" : `, ${supersededText(superseded)}`;
}

/** `1 Jan – 31 Mar 2021`: the first and the last day. */
export function daysText(first: Day | null, last: Day | null): string {
  return first === null || last === null ? "None" : rangeLabel({ from: first, until: addDays(last, 1) });
}

export const ENCODINGS = [
  { value: "utf-8", label: "UTF-8" },
  { value: "utf-16le", label: "UTF-16 (little-endian)" },
  { value: "utf-16be", label: "UTF-16 (big-endian)" },
  { value: "windows-1252", label: "Windows-1252" },
];

export function encodingText(encoding: string): string {
  return ENCODINGS.find(({ value }) => value === encoding)?.label ?? encoding;
}

const DELIMITERS: Readonly<Record<string, string>> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes" };

export function delimiterText(delimiter: string): string {
  return DELIMITERS[delimiter] ?? delimiter;
}

export const OPEN_QUESTION_TEXT = "Answer the open questions to continue.";
