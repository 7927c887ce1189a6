import { CLOCKS, readsAsDuration } from "../profile/number-profile";
import { parseNumeral } from "../../values/numerals";
import type { SampledTable } from "../sampled-table";
import type { Question } from "../question";
import type { ColumnProfile } from "../profile/column-profile";
import { measureNamed } from "./measure-names";
import { figuresNamedIn, holdsText, isHeadedMetric, namesMeasures } from "./metric-column";
import type { WideForm } from "./wide-form";
import { WIDE_TEXTS } from "~/wording/imports/wide-files";

/** What a column of figures is headed where another column says what they are of; the first say nothing else. */
const VALUE = /^((metric|measure|kpi) )?(values?|wert|valor|valeur|valore|waarde)$/;
const AMOUNT =
  /^(amount|count|number|figure|result|results|actual|actuals|total|sum|qty|quantity|volume|val|data|measurement|anzahl|menge|ergebnis|ist|ist wert|istwert|betrag|summe|zahl|cantidad|resultado|importe|real|suma|cifra|dato|numero|nombre|chiffre|montant|quantite|resultat|realise|reel|somme|quantidade|realizado|montante|quantita|importo|conteggio|risultato|aantal|bedrag|resultaat|n)$/;
const VOLUMES: ReadonlySet<string> = new Set(["offered", "handled"]);

export const MEASURE_ROWS_QUESTION = "measure-per-row";
const AS_IT_STANDS = "none";
const VALUE_QUESTION = "measure-value";
const MAX_VALUES = 12;

/** A row per measure: a column says which, and one column of figures how much. Null where the file is none, or was answered to be none. */
export function findMeasureRows(
  table: SampledTable,
  columns: readonly ColumnProfile[],
  { answers }: { answers: ReadonlyMap<string, string> },
): WideForm | null {
  const answer = answers.get(MEASURE_ROWS_QUESTION);
  if (answer === AS_IT_STANDS) return null;
  const metric = columns.find((column) => isHeadedMetric(column) && holdsText(column)) ?? columns.find(namesMeasures);
  if (metric === undefined) return null;
  const isHeaded = isHeadedMetric(metric);
  const isNamed = namesMeasures(metric);
  const values = valueColumns(table, columns, metric);
  const chosen = values.find(({ heading }) => heading === answers.get(VALUE_QUESTION));
  const value = chosen ?? values[0];
  const isOneOfSeveral = values.length > 1 && chosen === undefined;
  if (value === undefined || (isOneOfSeveral && !(isHeaded && isNamed))) return null;
  if (isHeaded && !isNamed && !isHeadedFigure(value)) return null;
  if (!isHeaded && !isOncePerMeasure(table, columns, metric, value)) return null;
  const isSure = isNamed && (isHeaded || VALUE.test(value.plain));
  return {
    turned: [{ heading: value.heading, says: "" }],
    sure: true,
    columns: "measures",
    says: null,
    headingAs: null,
    valueAs: value.heading,
    monthFormat: null,
    part: null,
    figures: figuresNamedIn(metric, table.headings),
    left: [{ heading: metric.heading, reason: WIDE_TEXTS.namesMeasure }],
    reason: WIDE_TEXTS.perMeasure(value.heading, metric.heading),
    questions: [
      ...(isSure || answer !== undefined ? [] : [questionOf(metric, value)]),
      ...(isOneOfSeveral ? [valueQuestion(metric, values)] : []),
    ],
  };
}

/** The columns of figures, those first that are headed as such a column is, where there are any. */
function valueColumns(
  table: SampledTable,
  columns: readonly ColumnProfile[],
  metric: ColumnProfile,
): readonly ColumnProfile[] {
  const figures = columns.filter((column) => column !== metric && holdsOnlyFigures(column, table));
  const plainly = figures.filter(({ plain }) => VALUE.test(plain));
  const headed = figures.filter(isHeadedFigure);
  const undated = figures.filter(({ instant }) => instant === null || instant.parts === "time");
  return [plainly, headed, undated].find(({ length }) => length > 0) ?? [];
}

function isHeadedFigure({ plain }: ColumnProfile): boolean {
  return VALUE.test(plain) || AMOUNT.test(plain);
}

const MAX_ARE_FIGURES = 0.9;

/** Counts, shares and durations stand in the same column. */
function holdsOnlyFigures({ texts, filled }: ColumnProfile, { rows }: SampledTable): boolean {
  if (filled === 0 || rows.length === 0) return false;
  const read = texts.filter(
    (text) =>
      parseNumeral(text, ".") !== null ||
      parseNumeral(text, ",") !== null ||
      CLOCKS.some((clock) => readsAsDuration(text, clock)),
  );
  return read.length >= texts.length * MAX_ARE_FIGURES;
}

/**
 * Whether rows that agree in all but the measure and the figure give each measure once, and most of them several. Only a column of counts
 * is looked at, and only beside a date: what happened in contacts has such words, too.
 */
function isOncePerMeasure(
  { rows }: SampledTable,
  columns: readonly ColumnProfile[],
  metric: ColumnProfile,
  value: ColumnProfile,
): boolean {
  const isCount = isHeadedFigure(value) || VOLUMES.has(measureNamed(value.heading) ?? "");
  if (!isCount || !columns.some(({ instant }) => instant !== null && instant.parts !== "time")) return false;
  const others = columns.filter((column) => column !== metric && column !== value);
  const groups = new Map<string, Set<string>>();
  for (const row of rows) {
    const key = others.map(({ index }) => (row[index] ?? "").trim()).join("\u0000");
    const named = (row[metric.index] ?? "").trim().toLowerCase();
    const group = groups.get(key) ?? new Set();
    if (group.has(named)) return false;
    groups.set(key, group.add(named));
  }
  const several = [...groups.values()].filter(({ size }) => size > 1);
  return several.reduce((sum, { size }) => sum + size, 0) * 2 > rows.length;
}

function questionOf(metric: ColumnProfile, value: ColumnProfile): Question {
  const [first = "", second = first] = metric.texts;
  return {
    id: MEASURE_ROWS_QUESTION,
    columns: [metric.heading, value.heading],
    text: WIDE_TEXTS.rowsQuestion(metric.heading),
    options: [
      {
        value: "rows",
        label: WIDE_TEXTS.rowsYes,
        example: WIDE_TEXTS.rowsYesExample(value.heading, first, second),
      },
      {
        value: AS_IT_STANDS,
        label: WIDE_TEXTS.rowsNo,
        example: WIDE_TEXTS.rowsNoExample(value.heading, metric.heading),
      },
    ],
  };
}

function valueQuestion(metric: ColumnProfile, values: readonly ColumnProfile[]): Question {
  const shown = values.slice(0, MAX_VALUES);
  const [name = ""] = metric.texts;
  return {
    id: VALUE_QUESTION,
    columns: shown.map(({ heading }) => heading),
    text: WIDE_TEXTS.valueQuestion(metric.heading),
    options: shown.map(({ heading, samples }) => ({
      value: heading,
      label: `“${heading}”`,
      example: WIDE_TEXTS.valueExample(samples[0] ?? "", name),
    })),
  };
}
