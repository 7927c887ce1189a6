import type { ColumnReading, ColumnSuggestion, MappingSuggestion, TargetKey } from "../suggestion";

export function columnsFor({ columns }: MappingSuggestion, target: TargetKey): ColumnSuggestion[] {
  return columns.filter((column) => column.target === target);
}

/** How the cells of a column are read, as a mapping says it. */
export function readingPart(reading: ColumnReading): Record<string, unknown> {
  const { type, format, timeZone, zones, unit, decimal, trueValues, falseValues, otherwise, values, scale, when } =
    reading;
  const [first, second] = format ?? [];
  const scored = values ? { values: Object.fromEntries(values.map(({ word, means }) => [word, means])) } : {};
  return {
    ...(type === "instant" && first !== undefined ? { format: second === undefined ? first : format } : {}),
    ...(type === "instant" && timeZone ? { timeZone } : {}),
    ...(type === "instant" && zones ? { zones } : {}),
    ...(unit ? { unit } : {}),
    ...(decimal ? { decimal } : {}),
    ...(type === "boolean" && trueValues ? { trueValues } : {}),
    ...(type === "boolean" && falseValues ? { falseValues } : {}),
    ...(otherwise ? { otherwise } : {}),
    ...scored,
    ...(scale ? { scale } : {}),
    ...(when ? { when } : {}),
  };
}
