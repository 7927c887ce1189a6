import { exactSum } from "~/domain/metrics/exact-sum";
import type { Condition } from "../../mapping/condition";
import type { SampledTable } from "../sampled-table";
import type { Question } from "../question";
import { measureNamed } from "../wide/measure-names";
import type { ColumnProfile } from "../profile/column-profile";
import { dateFormOf } from "../profile/date-forms";
import { countColumns, figureColumns, figureIn } from "./additive-columns";
import { wordsOfRuns, wordsOfSums, type CountedRow, type SumWord } from "./sums-of-others";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

/** Rows of a table that add others up, by the column and the words that name them. */
export type Subtotals = {
  column: string;
  /** A blank cell among them is ''. */
  words: string[];
  rows: ReadonlySet<number>;
  /** Whether their counts are those of the others; else only their words say so. */
  proven: boolean;
  question: Question;
};

const MAX_LABELS = 6;
const MAX_WORDS = 300;
const MAX_PASSES = 4;
const TOTAL_WORD =
  /^(?:(?:grand|sub|over)?[ -]?total|totals?|totale|totaal|totais|totales|overall|combined|all|alle|alles|todo|todos|todas|tous|toutes|tout|tutti|tutte|tutto|sum|summe|gesamt|insgesamt|zwischensumme|somme|suma|soma|somma|ensemble|global|gesamtsumme|Σ)(?:[ -](?:queues?|sites?|skills?|splits?|agents?|teams?|channels?|calls|contacts|groups?|programs?|warteschlangen|standorte|agenten|mitarbeiter|kanäle|colas|sedes|agentes|equipos|canales|files|équipes|canaux|filas|equipes|canais|code|siti|operatori|canali|wachtrijen|locaties|medewerkers|general|général|generale|geral))?$/i;

/**
 * The rows of a report that add others of it up, recognized by their counts whatever they are called, and by words that mean it. Where the counts
 * do not tell, each column of hours, money or decimals may.
 */
export function findSubtotals(table: SampledTable, columns: readonly ColumnProfile[]): Subtotals[] {
  const counts = countColumns(columns);
  const byCounts = subtotalsBy(table, columns, counts);
  if (byCounts.some(({ proven }) => proven)) return byCounts;
  const figures = figureColumns(columns, counts).map((figure) => subtotalsBy(table, columns, [figure]));
  const byFigures = figures.find((found) => found.some(({ proven }) => proven));
  return byFigures ?? (byCounts.length > 0 ? byCounts : (figures.find((found) => found.length > 0) ?? []));
}

/** The rows that add others up in every one of these columns, and those whose words say so. */
function subtotalsBy(
  table: SampledTable,
  columns: readonly ColumnProfile[],
  counts: readonly ColumnProfile[],
): Subtotals[] {
  const labels = labelColumns(columns).slice(0, MAX_LABELS);
  if (counts.length === 0 || labels.length === 0) return [];
  const isLabel = (at: number, word: string) => namesRows(labels[at], word);
  const found = new Map<number, { words: Set<string>; rows: Set<number>; proven: boolean }>();
  const keep = ({ column, word, rows }: Omit<SumWord, "matched">, proven: boolean) => {
    const known = found.get(column) ?? { words: new Set<string>(), rows: new Set<number>(), proven };
    known.words.add(word);
    for (const { row } of rows) known.rows.add(row);
    known.proven &&= proven;
    found.set(column, known);
  };
  let left = countedRows(table, labels, counts);
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const sums = wordsOfSums(left, isLabel);
    const best = bestOf(sums.length > 0 ? sums : wordsOfRuns(left, isLabel), labels);
    if (best === null) break;
    keep(best, true);
    const taken = new Set(best.rows.map(({ row }) => row));
    left = left.filter(({ row }) => !taken.has(row));
  }
  for (const word of wordsThatSay(left, labels)) keep(word, false);
  return [...found].flatMap(([at, { words, rows, proven }]) => {
    const label = labels[at];
    if (label === undefined) return [];
    const about = { column: label.heading, words: [...words], rows, proven };
    return [{ ...about, question: questionOf(about, counts, table) }];
  });
}

/** How the rows are skipped by a mapping: by a beginning that they share, else by their words. */
export function conditionsOf({ column, words, rows }: Subtotals, { headings, rows: all }: SampledTable): Condition[] {
  const at = headings.indexOf(column);
  const stated = words.filter((word) => word !== "");
  const prefix = sharedBeginning(stated);
  const others = all.filter((_, row) => !rows.has(row)).map((row) => (row[at] ?? "").trim().toLowerCase());
  const isSafe = prefix !== null && !others.some((text) => `${text} `.startsWith(prefix.toLowerCase()));
  return [
    ...(stated.length === 0 ? [] : [isSafe ? { column, startsWith: [prefix] } : { column, is: stated }]),
    ...(words.includes("") ? [{ column, blank: true }] : []),
  ];
}

const MIN_PREFIX = 3;

/** The word that words such as "Week 10" and "Week 11" begin with, and the space behind it; null where they share none. */
function sharedBeginning(words: readonly string[]): string | null {
  const [first = "", ...others] = words;
  if (others.length === 0) return null;
  const beginning = /^\p{L}+ /u.exec(first)?.[0] ?? "";
  return beginning.trim().length >= MIN_PREFIX && others.every((word) => word.startsWith(beginning)) ? beginning : null;
}

/** Columns whose cells name rows, those with few different words first. */
function labelColumns(columns: readonly ColumnProfile[]): ColumnProfile[] {
  return columns
    .filter(({ number, clocks }) => number === null && clocks.length === 0)
    .filter(({ distinct }) => distinct <= MAX_WORDS)
    .toSorted((a, b) => a.distinct - b.distinct || (a.heading < b.heading ? -1 : 1));
}

/** Dates name days and no totals; other words may. A blank does where the column is not blank as a rule. */
function namesRows(label: ColumnProfile | undefined, word: string): boolean {
  // In a file with a measure per row, what was offered adds up what was answered and abandoned.
  if (label === undefined || dateFormOf(word) !== null || measureNamed(word) !== null) return false;
  return word !== "" || (label.filled > 0 && label.filled * 2 > label.cells);
}

function countedRows(
  { rows }: SampledTable,
  labels: readonly ColumnProfile[],
  counts: readonly ColumnProfile[],
): CountedRow[] {
  return rows.map((cells, row) => ({
    row,
    labels: labels.map(({ index }) => (cells[index] ?? "").trim()),
    counts: counts.map((column) => figureIn(column, cells)),
  }));
}

/** The word with most rows that add others up; of as good ones, one that says so, then the last in the file. */
function bestOf(words: readonly SumWord[], labels: readonly ColumnProfile[]): SumWord | null {
  const says = ({ word }: SumWord) => (TOTAL_WORD.test(word) ? 1 : 0);
  const position = ({ rows }: SumWord) => rows.at(-1)?.row ?? 0;
  const isDate = ({ column }: SumWord) => (labels[column]?.instant ? 1 : 0);
  const [best] = words.toSorted(
    (a, b) => b.matched - a.matched || says(b) - says(a) || position(b) - position(a) || isDate(a) - isDate(b),
  );
  return best ?? null;
}

/** Words that mean a total, of rows beside others. */
function wordsThatSay(rows: readonly CountedRow[], labels: readonly ColumnProfile[]): Omit<SumWord, "matched">[] {
  return labels.flatMap((_, column) => {
    const words = new Set(rows.map((row) => row.labels[column] ?? "").filter((word) => TOTAL_WORD.test(word)));
    return [...words].flatMap((word) => {
      const named = rows.filter((row) => row.labels[column] === word);
      return named.length * 2 < rows.length ? [{ column, word, rows: named }] : [];
    });
  });
}

export function subtotalsQuestionId(column: string): string {
  return `subtotals:${column}`;
}

const MAX_QUOTED = 3;

function questionOf(
  { column, words, rows, proven }: Omit<Subtotals, "question">,
  counts: readonly ColumnProfile[],
  { rows: all }: SampledTable,
): Question {
  const quoted = words.slice(0, MAX_QUOTED).map((word) => (word === "" ? SUGGESTION_DETAILS.blank : `“${word}”`));
  const named = `${quoted.join(", ")}${words.length > MAX_QUOTED ? SUGGESTION_DETAILS.others : ""}`;
  const [count] = counts;
  const comesTo = (isMeant: (row: number) => boolean) =>
    count === undefined
      ? ""
      : SUGGESTION_DETAILS.sumOfRows(
          count.heading,
          sumOf(
            count,
            all.filter((_, row) => isMeant(row)),
          ),
        );
  const without = comesTo((row) => !rows.has(row));
  const withThem = comesTo(() => true);
  const figure = counts.every(({ number }) => number?.whole) ? "count" : "figure";
  const many = rows.size === 1 ? SUGGESTION_DETAILS.oneRowHas : SUGGESTION_DETAILS.severalRowsHave(rows.size);
  const why = proven
    ? SUGGESTION_DETAILS.sums(rows.size === 1 ? "Its" : "Their", figure)
    : SUGGESTION_DETAILS.probably(rows.size === 1 ? SUGGESTION_DETAILS.seems : SUGGESTION_DETAILS.seem, figure);
  return {
    id: subtotalsQuestionId(column),
    columns: [column],
    text: QUESTION_TEXTS.areTotals(many, named, column, why),
    options: [
      { value: "totals", label: QUESTION_TEXTS.leaveThemOut, example: without },
      { value: "rows", label: QUESTION_TEXTS.countThem, example: withThem },
    ],
  };
}

function sumOf(column: ColumnProfile, rows: SampledTable["rows"]): string {
  const sum = exactSum(rows.map((cells) => figureIn(column, cells)));
  return column.number === null ? `${exactSum([sum / 3_600]).toFixed(2)} h` : String(sum);
}
