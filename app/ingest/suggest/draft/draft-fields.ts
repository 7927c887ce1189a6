import type { ColumnSuggestion, MappingSuggestion, TargetKey } from "../suggestion";
import { isMeasureTarget } from "../targets";
import { columnsFor, readingPart } from "./draft-column";
import { headingPart } from "./draft-wide";
import { hoursFields } from "./hours-fields";

/** Targets that are no field of a row by themselves. */
const NO_FIELDS = new Set(["hours", "externalId", "vendor", "eventOrder", "firstResponseAt", "answeredAt"]);

export function rowFields(suggestion: MappingSuggestion): [string, unknown][] {
  const targets = new Set(
    suggestion.columns.flatMap(({ target }) => (target === null || NO_FIELDS.has(target) ? [] : target)),
  );
  const fields = [...targets].toSorted().map((target): [string, unknown] => [target, fieldOf(suggestion, target)]);
  const derived = suggestion.derived.map(({ by, target, from }): [string, unknown] => [
    target,
    by === "roster" ? { lookup: { roster: "agent" } } : spanOf(suggestion, from),
  ]);
  return [
    ...fields,
    ...columnsFor(suggestion, "hours").flatMap(hoursFields),
    ...derived,
    ...constantFields(suggestion, targets),
  ];
}

export function sliceFields(suggestion: MappingSuggestion): [string, unknown][] {
  const targets = new Set(
    suggestion.columns.flatMap(({ target }) =>
      target === null || NO_FIELDS.has(target) || isMeasureTarget(target) ? [] : target,
    ),
  );
  const fields = [...targets].toSorted().map((target): [string, unknown] => [target, fieldOf(suggestion, target)]);
  const { monthInName } = suggestion;
  const named: [string, unknown][] = monthInName === null ? [] : [["day", { name: monthInName, format: monthInName }]];
  return [...fields, ...named, ...constantFields(suggestion, targets)];
}

function constantFields({ constants }: MappingSuggestion, fed: ReadonlySet<string>): [string, unknown][] {
  return constants.filter(({ target }) => !fed.has(target)).map(({ target, value }) => [target, { constant: value }]);
}

function fieldOf(suggestion: MappingSuggestion, target: TargetKey): unknown {
  const columns = columnsFor(suggestion, target);
  const [given, family] = ["given", "family"].map((part) => columns.find(({ reading }) => reading.part === part));
  if (given && family) return nameOf(given, family);
  const date = columns.find(({ reading }) => reading.part !== "time") ?? columns[0];
  const time = columns.find((column) => column !== date && column.reading.part === "time");
  if (!date) return {};
  if (!time) return { column: date.heading, ...readingPart(date.reading), ...headingPart(suggestion, date.heading) };
  const formats = (date.reading.format ?? []).flatMap((day) =>
    (time.reading.format ?? []).map((clock) => `${day} ${clock}`),
  );
  return {
    columns: [date.heading, time.heading],
    ...readingPart({ ...time.reading, ...date.reading, format: formats.slice(0, 8) }),
  };
}

function nameOf(given: ColumnSuggestion, family: ColumnSuggestion): unknown {
  const { join } = given.reading;
  return join === undefined
    ? { columns: [given.heading, family.heading] }
    : { columns: [family.heading, given.heading], join };
}

/** The time between the moments that two columns feed. */
function spanOf(suggestion: MappingSuggestion, from: readonly string[]): unknown {
  const [start, end] = from.map(
    (heading) => suggestion.columns.find((column) => column.heading === heading)?.target ?? null,
  );
  if (start == null || end == null) return {};
  return { between: { from: fieldOf(suggestion, start), until: fieldOf(suggestion, end) } };
}
