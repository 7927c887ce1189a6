import { isStorableText } from "~/domain/input/storable-text";
import { FileRefused } from "~/domain/input/refusal";
import type { NumberKind } from "./number-format";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

const DAY_MS = 86_400_000;
/** Days from the first day of each system to 1970-01-01. */
const EPOCH_1900 = 25_569;
const EPOCH_1904 = 24_107;
/** Stored for 29 February 1900, a day that was not. */
const NO_DAY = 60;
const LAST_DAY = 2_958_465;
/** A time format on a number this large hides the date of a moment. */
const FIRST_HIDDEN_DATE = 10_000;

/**
 * A number of a cell as text: dates as `2024-03-04` or `2024-03-04T05:06:07`, times and durations as `27:10:05`, shares as
 * `85.3%`, other numbers plain, to the 15 digits that spreadsheets keep.
 */
export function numberText(stored: string, kind: NumberKind, date1904: boolean): string {
  if (kind === "plain" && /^-?\d{1,15}$/.test(stored)) return stored;
  const value = Number(stored);
  if (stored.trim() === "" || !Number.isFinite(value)) return stored.trim();
  switch (kind) {
    case "plain":
      return plain(value);
    case "percent":
      return `${plain(value * 100)}%`;
    case "elapsed":
      return value < 0 ? plain(value) : clock(value);
    case "time":
      if (value >= FIRST_HIDDEN_DATE) return moment(value, date1904, true);
      return value < 0 ? plain(value) : clock(value);
    case "date":
    case "date-time":
      return value < 1 && kind === "date-time" && value >= 0
        ? clock(value)
        : moment(value, date1904, kind === "date-time");
  }
}

function plain(value: number): string {
  return String(Number(value.toPrecision(15)));
}

/** A part of a day, or several days, as hours, minutes and seconds. */
function clock(days: number): string {
  const ms = Math.round(days * DAY_MS);
  const part = (unit: number, most: number) => String(Math.floor(ms / unit) % most).padStart(2, "0");
  const fraction = ms % 1_000;
  const hours = String(Math.floor(ms / 3_600_000)).padStart(2, "0");
  return `${hours}:${part(60_000, 60)}:${part(1_000, 60)}${fraction === 0 ? "" : `.${String(fraction).padStart(3, "0")}`}`;
}

function moment(serial: number, date1904: boolean, withTime: boolean): string {
  if (serial < 0 || serial > LAST_DAY) return plain(serial);
  if (!date1904 && Math.floor(serial) === NO_DAY) return "1900-02-29";
  const days = date1904 ? serial - EPOCH_1904 : serial - EPOCH_1900 + (serial < NO_DAY ? 1 : 0);
  const text = new Date(Math.round(days * DAY_MS)).toISOString();
  const time = text.slice(11, 23);
  if (!withTime && time === "00:00:00.000") return text.slice(0, 10);
  return text.slice(0, time.endsWith(".000") ? 19 : 23);
}

/** Text with the characters that XML cannot hold, written `_x000D_` in workbooks. Refused where it cannot be stored then. */
export function unescapedText(text: string): string {
  if (!text.includes("_x")) return text;
  const plainText = text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  if (isStorableText(plainText)) return plainText;
  throw new FileRefused("binary", FILE_PROBLEMS.cellCharacters);
}
