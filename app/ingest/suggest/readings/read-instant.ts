import type { Question } from "../question";
import type { ColumnProfile } from "../profile/column-profile";
import { compileDateFormat } from "../../values/date-format";
import type { DateOrder } from "../profile/date-form";
import type { FormProfile, InstantProfile } from "../profile/instant-profile";
import { SOME_MEANING } from "../../values/zone-letters";
import { targetType } from "../targets";
import type { HowRead, ReadingContext } from "./how-read";
import { isPeriodOf, periodQuestion } from "./read-period";
import { spelt } from "./spelt-date";
import { zoneOfHeading, zonesOfCells } from "./read-zone";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

const ORDER_LABELS: Readonly<Record<DateOrder, string>> = {
  dmy: QUESTION_TEXTS.dayFirst,
  mdy: QUESTION_TEXTS.monthFirst,
  ymd: QUESTION_TEXTS.yearFirst,
};

/** A column read as moments; null where its cells are none. A half of a moment fits less than a whole one. */
export function readInstant(column: ColumnProfile, context: ReadingContext): HowRead | null {
  const { instant } = column;
  if (!instant || context.answers.get(`twelve-hours:${column.heading}`) === "12") return null;
  if (instant.span !== null && !isPeriodOf(column, instant, context)) return null;
  const part = instant.parts === "both" ? null : instant.parts;
  const decided = instant.forms.map((form) => decideForm(column, form, context));
  const questions = decided.flatMap(({ question }) => (question ? [question] : []));
  const clock = twelveHourQuestion(column, instant, context);
  const period = periodQuestion(column, instant, context);
  const zones = zonesOfCells(column, instant.zones, context.answers);
  const local = instant.zones.length === 0 && isMoment(context) ? zoneOfHeading(column, context.answers) : null;
  return {
    fit: part === "time" ? 0 : instant.bare ? 0.85 : part === "date" && context.target !== "day" ? 0.9 : 1,
    reading: {
      type: "instant",
      format: [...new Set([...withoutIsoDays(decided.map(({ format }) => format)), ...namesInFull(instant.forms)])],
      ...(part ? { part } : {}),
      ...(Object.keys(zones.offsets).length > 0 ? { zones: zones.offsets } : {}),
      ...(local?.timeZone ? { timeZone: local.timeZone } : {}),
    },
    why: [decided[0]?.why ?? "", formsFound(instant.forms), local?.why ?? ""].filter((why) => why !== "").join("; "),
    questions: [
      ...questions,
      ...zones.questions,
      ...(local?.questions ?? []),
      ...(clock ? [clock] : []),
      ...(period ? [period] : []),
    ],
  };
}

/** Every way of writing dates that occurs, with its count, where there are several. */
function formsFound(forms: readonly FormProfile[]): string {
  if (forms.length < 2) return "";
  return SUGGESTION_DETAILS.forms(
    forms.length,
    forms.map(({ example, count }) => `${example} (${count.toLocaleString("en-US")})`).join(", "),
  );
}

/** Days are as they are written, wherever the clocks are that they were taken from. */
function isMoment({ target, kind }: ReadingContext): boolean {
  return target !== "day" && targetType(target, kind) !== "day";
}

/** Days as ISO 8601 writes them, alone or with their midnight, need no format of their own where moments are written so. */
function withoutIsoDays(formats: readonly string[]): readonly string[] {
  return formats.includes("iso") ? formats.filter((format) => !ISO_DAY.test(format)) : formats;
}

const ISO_DAY = /^yyyy-MM-dd(?:'[T ]00:00(?::00)?')?$/;

/** Where all that is seen are months such as May, what comes next may be written out or cut short. */
function namesInFull(forms: readonly FormProfile[]): string[] {
  return forms.flatMap(({ eitherLength, readings }) =>
    eitherLength === true ? readings.map(({ format }) => format.replace("MMM", "MMMM")) : [],
  );
}

function decideForm(
  column: ColumnProfile,
  form: FormProfile,
  { evidence, answers }: ReadingContext,
): { format: string; why: string; question: Question | null } {
  const { orders, proof } = evidence.orderOf(form);
  const mixed = form.orders.length === 0;
  const id = mixed ? `date-order:${form.family}:${column.heading}` : `date-order:${form.family}`;
  const answer = answers.get(id);
  const formatOf = (order: DateOrder | undefined) =>
    (form.readings.find((reading) => reading.order === order) ?? form.readings[0])?.format ?? "";
  const resolved = orders.length === 1 && !mixed;
  // Beside dates that are written otherwise, dots prove nothing.
  const others = new Set(column.instant?.forms.map(({ family }) => family)).size > 1;
  if (!resolved && !mixed && !others && answer === undefined && orders.includes("dmy") && form.family.startsWith(".")) {
    return { format: formatOf("dmy"), why: SUGGESTION_REASONS.dotsDayFirst, question: null };
  }
  if (resolved || (answer !== undefined && form.readings.some(({ order }) => order === answer))) {
    const order = resolved ? orders[0] : form.readings.find((reading) => reading.order === answer)?.order;
    const because = resolved
      ? proof === null
        ? SUGGESTION_DETAILS.format(form.example)
        : SUGGESTION_DETAILS.onlyOrder(
            proof.text,
            proof.heading === column.heading ? "" : ` in “${proof.heading}”`,
            wordsOf(order),
          )
      : SUGGESTION_REASONS.chosenOrder(wordsOf(order));
    return { format: formatOf(order), why: because, question: null };
  }
  const example = tellingExample(column, form);
  const text = mixed
    ? SUGGESTION_DETAILS.mixedOrder(column.heading, countOf(column, form, "dmy"), countOf(column, form, "mdy"))
    : SUGGESTION_DETAILS.unclearOrder(
        example,
        others ? SUGGESTION_DETAILS.countOfDates(form.count, column.heading) : "",
      );
  const options = (mixed ? form.readings.map(({ order }) => order) : orders).map((order) => ({
    value: order,
    label: ORDER_LABELS[order],
    example: spelt(example, formatOf(order)),
  }));
  return {
    format: formatOf(orders[0]),
    why: SUGGESTION_REASONS.unclearOrder,
    question: { id, columns: [column.heading], text, options },
  };
}

/** How many cells can be read in this order and in no other. */
function countOf(column: ColumnProfile, form: FormProfile, order: DateOrder): number {
  const readers = form.readings.map((reading) => ({
    ...reading,
    read: compileDateFormat(reading.format, SOME_MEANING),
  }));
  return column.texts.filter((text) =>
    readers.every(({ order: own, read }) => (own === order) === (read(text) !== null)),
  ).length;
}

function wordsOf(order: DateOrder | undefined): string {
  return ORDER_LABELS[order ?? "ymd"].toLowerCase();
}

/** A cell that means different days by the readings. */
function tellingExample(column: ColumnProfile, form: FormProfile): string {
  const readers = form.readings.map(({ format }) => compileDateFormat(format, SOME_MEANING));
  const momentsOf = (text: string) => new Set(readers.map((read) => read(text)?.wallMs));
  const candidates = column.texts.flatMap((text) => {
    const moments = momentsOf(text);
    return moments.size > 1 && !moments.has(undefined) ? [{ text, size: moments.size }] : [];
  });
  const most = Math.max(0, ...candidates.map(({ size }) => size));
  const telling = candidates.filter(({ size }) => size === most).map(({ text }) => text);
  return telling.reduce((least, text) => (text < least ? text : least), telling[0] ?? form.example);
}

function twelveHourQuestion(
  column: ColumnProfile,
  instant: InstantProfile,
  { answers }: ReadingContext,
): Question | null {
  const id = `twelve-hours:${column.heading}`;
  if (!instant.twelveHours || answers.get(id) === "24") return null;
  return {
    id,
    columns: [column.heading],
    text: QUESTION_TEXTS.twelveHours(column.heading),
    options: [
      {
        value: "24",
        label: QUESTION_TEXTS.onlyTheseHours,
        example: SUGGESTION_DETAILS.inTheMorning(instant.forms[0]?.example ?? ""),
      },
      {
        value: "12",
        label: QUESTION_TEXTS.amPmLost,
        example: QUESTION_TEXTS.askAmPm,
      },
    ],
  };
}
