import { compileDateFormat } from "../../date-format";

export type DateOrder = "ymd" | "dmy" | "mdy";

/** One way of writing moments that occurs in a column, with every order of day, month and year it may be read in. */
export type DateForm = {
  /** Separators and lengths of the date alone: the same order is meant wherever it occurs in a file. */
  family: string;
  parts: "date" | "time" | "both";
  /** Nothing but digits: a number unless something else says that it is a date. */
  bare: boolean;
  timeZone: string | null;
  /** The time's hour has no am or pm beside it. */
  hours24: boolean;
  readings: { order: DateOrder; format: string }[];
};

type Piece = { order: DateOrder; format: string };

const TIME = /^(\d{1,2})([:.])(\d{2})(?:\2(\d{2})([.,]\d{1,9})?)?( ?)([ap]m)?$/i;
const ZONE = /( ?)(Z|UTC|GMT|[+-]\d{2}:?\d{2})$/;
const BARE_DATES: readonly Piece[] = [
  { order: "ymd", format: "yyyyMMdd" },
  { order: "mdy", format: "MMddyyyy" },
  { order: "dmy", format: "ddMMyyyy" },
];

/** The form in which a text writes a moment; null where it writes none that Plumbline reads. */
export function dateFormOf(text: string): DateForm | null {
  if (text.length < 4 || text.length > 45 || !/\d/.test(text)) return null;
  return isoForm(text) ?? bareForm(text) ?? timeForm(text) ?? writtenForm(text);
}

function isoForm(text: string): DateForm | null {
  if (!/^\d{4}-\d{2}-\d{2}([T ]|$)/.test(text) || !compileDateFormat("iso")(text)) return null;
  // Spreadsheets write a day as its midnight.
  const [, gap, midnight] = /^.{10}([T ])(00:00(?::00)?)$/.exec(text) ?? [];
  const dateOnly = text.length === 10 || midnight !== undefined;
  const format = !dateOnly ? "iso" : midnight === undefined ? "yyyy-MM-dd" : `yyyy-MM-dd'${gap}${midnight}'`;
  return {
    family: "iso",
    parts: dateOnly ? "date" : "both",
    bare: false,
    timeZone: null,
    hours24: true,
    readings: [{ order: "ymd", format }],
  };
}

function bareForm(text: string): DateForm | null {
  const form = { parts: "both", bare: true, timeZone: null, hours24: true } as const;
  const whole = (family: string, format: string): DateForm => ({
    ...form,
    family,
    readings: [{ order: "ymd", format }],
  });
  if (/^\d{8}$/.test(text)) return { ...form, family: "########", parts: "date", readings: [...BARE_DATES] };
  if (/^\d{14}$/.test(text)) return whole("##############", "yyyyMMddHHmmss");
  if (/^\d{12}$/.test(text)) return whole("############", "yyyyMMddHHmm");
  if (/^1\d{12}$/.test(text)) return whole("epoch-ms", "epoch-ms");
  if (/^1\d{9}(\.\d{1,6})?$/.test(text)) return whole("epoch-s", "epoch-s");
  if (/^[2-6]\d{4}(\.\d{1,12})?$/.test(text)) {
    return { ...whole("excel-serial", "excel-serial"), parts: text.includes(".") ? "both" : "date" };
  }
  return null;
}

function timeForm(text: string): DateForm | null {
  const format = timeFormat(text);
  if (format === null) return null;
  return {
    family: "time",
    parts: "time",
    bare: false,
    timeZone: null,
    hours24: !format.includes("a"),
    readings: [{ order: "ymd", format }],
  };
}

/** The format of a time of day; null where the text is none. */
function timeFormat(text: string): string | null {
  const match = TIME.exec(text);
  if (!match) return null;
  const [, hour = "", sign = "", minute = "", second, fraction, gap = "", half] = match;
  if (Number(minute) > 59 || Number(second ?? 0) > 59 || Number(hour) > (half ? 12 : 23)) return null;
  const hours = half ? "h" : "H";
  const seconds = second === undefined ? "" : `${sign}ss${fraction ? `${fraction.charAt(0)}S` : ""}`;
  return `${hours}${sign}mm${seconds}${half ? `${gap}a` : ""}`;
}

const WEEKDAY = /^(?:(sunday|monday|tuesday|wednesday|thursday|friday|saturday)|sun|mon|tue|wed|thu|fri|sat)(,? )/i;

/** A date that may have its weekday before it. */
function writtenForm(text: string): DateForm | null {
  const [weekday = "", long, gap = ""] = WEEKDAY.exec(text) ?? [];
  const form = momentForm(text.slice(weekday.length));
  if (form === null || weekday === "") return form;
  const prefix = `${long ? "EEEE" : "EEE"}${gap}`;
  return { ...form, readings: form.readings.map(({ order, format }) => ({ order, format: `${prefix}${format}` })) };
}

function momentForm(text: string): DateForm | null {
  const zone = ZONE.exec(text);
  const universal = zone?.[2] === "UTC" || zone?.[2] === "GMT";
  const timed = zone !== null && /:\d{2}/.test(text.slice(0, zone.index));
  const bare = timed ? text.slice(0, zone.index) : text;
  const tail = !timed ? "" : universal ? `'${zone[0]}'` : `${zone[1] ?? ""}XXX`;
  const found = datePieces(bare);
  if (!found) return null;
  const rest = bare.slice(found.length);
  const gap = /^(T|,? {1,2})?/.exec(rest)?.[0] ?? "";
  const time = rest === "" ? "" : timeFormat(rest.slice(gap.length));
  if (time === null || (rest !== "" && gap === "")) return null;
  const between = gap === "T" ? "'T'" : gap;
  return {
    family: found.family,
    parts: rest === "" ? "date" : "both",
    bare: false,
    timeZone: timed && universal ? "UTC" : null,
    hours24: rest === "" || !time.includes("a"),
    readings: found.pieces.map(({ order, format }) => ({ order, format: `${format}${between}${time}${tail}` })),
  };
}

/** The date at the beginning of a text, in every order in which it may be meant. */
function datePieces(text: string): { length: number; family: string; pieces: Piece[] } | null {
  const numbers = /^(\d{1,4})([-/. ])(\d{1,2})\2(\d{4}|\d{1,2})(?!\d)/.exec(text);
  if (numbers) {
    const [{ length }, first = "", sign = "", , last = ""] = numbers;
    if (first.length === 4) {
      if (last.length === 4) return null;
      return { length, family: `yyyy${sign}`, pieces: [{ order: "ymd", format: `yyyy${sign}M${sign}d` }] };
    }
    if (first.length === 3) return null;
    const year = last.length === 4 ? "yyyy" : "yy";
    const pieces: Piece[] = [
      { order: "dmy", format: `d${sign}M${sign}${year}` },
      { order: "mdy", format: `M${sign}d${sign}${year}` },
    ];
    if (year === "yy") pieces.push({ order: "ymd", format: `yy${sign}M${sign}d` });
    return { length, family: `${sign}${year}`, pieces };
  }
  const dayFirst = /^(\d{1,2})([-/. ]{0,2})([A-Za-z]{3,9})([-/., ]{0,2})(\d{4}|\d{2})(?!\d)/.exec(text);
  if (dayFirst) {
    const [{ length }, , before = "", month = "", after = "", year = ""] = dayFirst;
    return named(length, `d${before}${monthToken(month)}${after}${year.length === 4 ? "yyyy" : "yy"}`);
  }
  const monthFirst = /^([A-Za-z]{3,9})([-/. ]{0,2})(\d{1,2})([-/., ]{1,2})(\d{4})(?!\d)/.exec(text);
  if (!monthFirst) return null;
  const [{ length }, month = "", before = "", , after = ""] = monthFirst;
  return named(length, `${monthToken(month)}${before}d${after}yyyy`);
}

function named(length: number, format: string) {
  return { length, family: "named month", pieces: [{ order: "dmy" as const, format }] };
}

function monthToken(month: string): string {
  return month.length > 3 && month.toLowerCase() !== "sept" ? "MMMM" : "MMM";
}
