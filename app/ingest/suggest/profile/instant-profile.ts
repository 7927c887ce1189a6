import { compileDateFormat } from "../../values/date-format";
import { SOME_MEANING } from "../../values/zone-letters";
import type { DateForm, DateOrder } from "./date-form";
import { dateFormOf } from "./date-forms";
import { maxStrays } from "./stray-texts";

/** One way of writing moments in a column, and what its cells prove about the order of day and month. */
export type FormProfile = Omit<DateForm, "readings"> & {
  readings: DateForm["readings"];
  count: number;
  example: string;
  /** Orders that read every cell of this form; none where some cells want one order and some another. */
  orders: DateOrder[];
  /** A cell that shuts out the other orders, where only one is left. */
  proof: string | null;
  /** Cells that no order reads: there is no such day or time. They prove nothing. */
  impossible: readonly string[];
};

export type InstantProfile = {
  parts: DateForm["parts"];
  bare: boolean;
  /** All are whole months or whole weeks; null: they are days or moments. */
  span: "month" | "week" | null;
  forms: FormProfile[];
  /** What is stated of zones behind the times: letters, '' for offsets; none where every time is local. */
  zones: readonly string[];
  /** Of the filled cells, how many are moments in one of the forms. */
  share: number;
  /** Texts of these forms that name no day or time that exists, such as 31.02.2026. */
  impossible: readonly string[];
  /** Every hour from 1 to 12 occurs and no other: a clock of twelve hours whose am and pm are lost, or a day without evening. */
  twelveHours: boolean;
};

const MAX_FORMS = 6;

/** How a column's texts write moments; null where more than a few are none. */
export function profileInstants(texts: readonly string[]): InstantProfile | null {
  const groups = new Map<string, { form: DateForm; texts: string[] }>();
  const zones = new Set<string>();
  const minRead = texts.length < 3 ? texts.length : texts.length - maxStrays(texts.length);
  let read = 0;
  for (const [index, text] of texts.entries()) {
    const form = dateFormOf(text);
    if (form) {
      read += 1;
      if (form.zone !== null) zones.add(form.zone);
      const key = form.readings[0]?.format ?? "";
      const group = groups.get(key);
      if (group) {
        group.texts.push(text);
        if (form.eitherLength !== true) group.form = form;
      } else groups.set(key, { form, texts: [text] });
    } else if (index + 1 - read > texts.length - minRead) return null;
  }
  if (groups.size === 0 || groups.size > MAX_FORMS) return null;
  const forms = [...groups.values()]
    .map(({ form, texts: written }) => profileForm(form, written))
    .filter(({ readings }) => readings.length > 0)
    .sort((a, b) => b.count - a.count || (a.example < b.example ? -1 : 1));
  const [first] = forms;
  if (!first) return null;
  const count = forms.reduce((sum, form) => sum + form.count, 0);
  const impossible = forms.flatMap((form) => form.impossible);
  if (count + impossible.length < minRead || impossible.length > count) return null;
  const timed = forms.some(({ parts }) => parts === "both");
  if (forms.some(({ parts }) => (parts === "time") !== (first.parts === "time"))) return null;
  // Totals of a month cannot stand beside those of a day.
  if (forms.some(({ span }) => span !== first.span)) return null;
  return {
    parts: timed ? "both" : first.parts,
    bare: forms.every(({ bare }) => bare),
    span: first.span ?? null,
    forms,
    zones: [...zones].toSorted(),
    share: count / texts.length,
    impossible,
    twelveHours: forms.every(({ hours24 }) => hours24) && lacksHalves(texts),
  };
}

function profileForm(form: DateForm, written: readonly string[]): FormProfile {
  const readers = form.readings.map((reading) => {
    // A time of day is checked as it is taken apart, and names no moment without its date.
    const read = form.parts === "time" ? () => true : compileDateFormat(reading.format, SOME_MEANING);
    return { ...reading, read };
  });
  const isPossible = (text: string) => readers.some(({ read }) => read(text));
  const texts = written.filter(isPossible);
  const readings = readers.map((reading) => {
    const { read } = reading;
    return { ...reading, unread: texts.find((text) => !read(text)), reads: texts.some((text) => read(text)) };
  });
  const possible = readings.filter(({ reads }) => reads);
  const whole = possible.filter(({ unread }) => unread === undefined);
  const shutOut = readings.filter(({ unread }) => unread !== undefined);
  const proof = texts.find((text) => shutOut.every(({ read }) => !read(text))) ?? shutOut[0]?.unread ?? null;
  return {
    ...form,
    readings: possible.map(({ order, format }) => ({ order, format })),
    count: texts.length,
    example: texts.reduce((least, text) => (text < least ? text : least), texts[0] ?? ""),
    orders: whole.map(({ order }) => order),
    proof: whole.length === 1 && form.readings.length > 1 ? proof : null,
    impossible: texts.length === written.length ? [] : written.filter((text) => !isPossible(text)),
  };
}

function lacksHalves(texts: readonly string[]): boolean {
  const hours = new Set<number>();
  for (const text of texts) {
    const hour = /(?:^|[T ,])(\d{1,2})[:.]\d{2}/.exec(text)?.[1];
    if (hour !== undefined) hours.add(Number(hour));
  }
  return hours.size === 12 && [...hours].every((hour) => hour >= 1 && hour <= 12);
}
