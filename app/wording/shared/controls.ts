import { count } from "./text";

/** Labels of controls that every page uses. */
export const CONTROLS = {
  cancel: "Cancel",
  close: "Close",
  apply: "Apply",
  previous: "Previous",
  next: "Next",
  export: "Export",
  xlsx: "Excel (XLSX)",
  csv: "CSV",
  noRows: "No rows",
} as const;

export function moreText(errors: number): string {
  return `and ${count(errors)} more`;
}

export function pagesLabel(of: string): string {
  return `Pages of ${of}`;
}

/** `101–200 of 5,432 rows`; without the total where it is unknown. */
export function pageRange({
  first,
  last,
  total,
  of,
}: {
  first: number;
  last: number;
  total: number | null;
  of: string;
}): string {
  return `${count(first)}–${count(last)}${total === null ? "" : ` of ${count(total)}`} ${of}`;
}
