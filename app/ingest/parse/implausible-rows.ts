import { FACT_FIELDS } from "~/domain/facts/fact-fields";
import { gatherImplausible, isWholeCount, type ImplausibleFinding } from "~/domain/imports/implausible-figures";
import type { FactRecord } from "./fact-record";
import type { Mapping } from "../mapping/mapping";

export type ImplausibleRecords = {
  add(line: number, records: readonly FactRecord[]): void;
  findings(): ImplausibleFinding[];
};

/** Gathers figures that cannot be from the records of rows, as their mapping reads them. */
export function implausibleRecords(mapping: Mapping): ImplausibleRecords {
  if (mapping.kind === "totals") return implausibleTotals(mapping);
  const { add, findings } = gatherImplausible(new Set());
  if (mapping.kind !== "contacts") return { add: () => undefined, findings };
  const names = Object.keys(FACT_FIELDS.contacts);
  const read = ["openedAt", "doneAt", "talkSeconds", "holdSeconds", "wrapSeconds", "handleSeconds"].flatMap((name) =>
    mapping.fields[name] === undefined ? [] : [{ name, at: names.indexOf(name) }],
  );
  return {
    add(line, records) {
      for (const { values } of records) {
        const amounts = new Map<string, number>();
        for (const { name, at } of read) {
          const value = values[at] ?? null;
          if (typeof value === "number") amounts.set(name, value);
          else if (typeof value === "string") amounts.set(name, Date.parse(value));
        }
        if (amounts.size > 1) add(line, amounts);
      }
    },
    findings,
  };
}

const MEASURE = Object.keys(FACT_FIELDS.totals).indexOf("measure");

function implausibleTotals(mapping: Extract<Mapping, { kind: "totals" }>): ImplausibleRecords {
  const counted = mapping.totals.filter(({ measure, times, factor }) => {
    return isWholeCount(measure) && times === undefined && factor === undefined;
  });
  // Totals of a week or a month are spread over its days.
  const isSpread = mapping.period !== undefined && mapping.period !== "day";
  const { add, findings } = gatherImplausible(new Set(isSpread ? [] : counted.map(({ measure }) => measure)));
  return {
    add(line, records) {
      const rows = new Map<string, Map<string, number>>();
      for (const { externalId, day, values } of records) {
        const [measure, amount] = [values[MEASURE], values[MEASURE + 1]];
        if (typeof measure !== "string" || typeof amount !== "number") continue;
        const key = `${day} ${externalId.slice(0, -measure.length)}`;
        const amounts = rows.get(key) ?? new Map<string, number>();
        amounts.set(measure, amount);
        rows.set(key, amounts);
      }
      for (const amounts of rows.values()) add(line, amounts);
    },
    findings,
  };
}
