import type { ColumnProfile } from "../profile/column-profile";
import { measureNamed } from "./measure-names";
import { freeName, type WideFigure } from "./wide-form";

const MIN_MEASURE_WORDS = 2;
const MAX_ARE_MEASURES = 0.7;
const METRIC_HEADING =
  /^((metric|measure|kpi|indicator)s?( (names?|code|type|label))?|statistics?|attributes?|variables?|attribut|kennzahl(en)?|kennziffer|messgr(o|oe)sse|messwert|metrica|medida|atributo|indicador|indicateur|mesure|metrique|indicatore|misura|attributo|maatstaf|indicatoren|variabele)$/;

/** Whether a column is headed as one that says which measure its row gives. */
export function isHeadedMetric({ plain }: ColumnProfile): boolean {
  return METRIC_HEADING.test(plain);
}

/** Whether a column holds words, few different ones. */
export function holdsText({ instant, number, clocks, words, filled }: ColumnProfile): boolean {
  return filled > 0 && instant === null && number === null && clocks.length === 0 && words !== null;
}

/** Whether the cells of a column are names of measures. */
export function namesMeasures(column: ColumnProfile): boolean {
  if (!holdsText(column)) return false;
  const { texts } = column;
  const named = texts.filter((text) => measureNamed(text) !== null).length;
  if (isHeadedMetric(column)) return named > 0;
  return named >= MIN_MEASURE_WORDS && named >= texts.length * MAX_ARE_MEASURES;
}

/** A figure for each name in the column, whatever its case. */
export function figuresNamedIn({ heading, texts }: ColumnProfile, taken: readonly string[]): WideFigure[] {
  const words = new Map<string, string[]>();
  for (const text of texts) words.set(text.toLowerCase(), [...(words.get(text.toLowerCase()) ?? []), text]);
  return [...words.values()].map((is) => ({
    heading: freeName(is[0] ?? "", taken),
    when: { column: heading, is },
  }));
}
