import { z } from "zod";

/** Measures that together are parts of another one, so that they cannot exceed it. The first whole that a row states counts. */
export type PartsRule = { parts: readonly string[]; wholes: readonly string[] };

export const PARTS_RULES: readonly PartsRule[] = [
  { parts: ["answered", "abandoned"], wholes: ["offered"] },
  { parts: ["answered"], wholes: ["offered"] },
  { parts: ["abandoned"], wholes: ["offered"] },
  { parts: ["wait<="], wholes: ["answered", "offered"] },
  { parts: ["abandonedWait<="], wholes: ["abandoned", "offered"] },
  { parts: ["csat>="], wholes: ["csatResponses"] },
  { parts: ["npsPromoters", "npsDetractors"], wholes: ["npsResponses"] },
  { parts: ["resolvedFirstContact"], wholes: ["resolved", "handled"] },
  { parts: ["reopened"], wholes: ["resolved", "handled"] },
  { parts: ["transferred"], wholes: ["handled"] },
  { parts: ["escalated"], wholes: ["handled"] },
  { parts: ["doneInSla"], wholes: ["due"] },
  { parts: ["appealsOverturned"], wholes: ["appealsDecided"] },
  { parts: ["decisionsCorrect"], wholes: ["decisionsAudited"] },
  { parts: ["pointsEarned"], wholes: ["pointsPossible"] },
  { parts: ["talkSeconds", "holdSeconds", "wrapSeconds"], wholes: ["handleSeconds"] },
  { parts: ["talkSeconds"], wholes: ["handleSeconds"] },
  { parts: ["adherentSeconds"], wholes: ["scheduledSeconds"] },
];

/** What the parts of a rule and its whole come to in a row, with the measures that state them; null where the row lacks one. */
export function statedParts(
  { parts, wholes }: PartsRule,
  measures: readonly string[],
): { parts: string[]; whole: string } | null {
  const stated = parts.map((part) =>
    measures.find((measure) => measure === part || (part.endsWith("=") && measure.startsWith(part))),
  );
  const whole = wholes.find((one) => measures.includes(one));
  const known = stated.flatMap((part) => part ?? []);
  return whole === undefined || known.length < parts.length ? null : { parts: known, whole };
}

/** Shares and averages times their volume are off by what they were rounded by. */
const ROUNDING = 0.01;

export function exceeds(parts: number, whole: number): boolean {
  return parts > whole * (1 + ROUNDING) + 0.5 || (Number.isInteger(parts) && Number.isInteger(whole) && parts > whole);
}

/** Figures of some rows that cannot all be right. */
export const implausibleFindingSchema = z.object({
  code: z.enum(["parts-exceed-whole", "not-whole", "before-beginning"]),
  /** Measures or fields: the parts and their whole, a count that is not whole, or the later and the earlier moment. */
  names: z.array(z.string()),
  rows: z.number(),
  /** The first lines. */
  lines: z.array(z.number()),
  example: z.string(),
});
export type ImplausibleFinding = z.infer<typeof implausibleFindingSchema>;

const MAX_LINES = 10;

export type ImplausibleRows = {
  /** What a row says by name: amounts of measures, seconds of contacts, moments in milliseconds. */
  add(line: number, amounts: ReadonlyMap<string, number>): void;
  findings(): ImplausibleFinding[];
};

/** Gathers figures that cannot be, row by row, in memory that does not grow with the rows. `counted`: measures that the file counts itself. */
export function gatherImplausible(counted: ReadonlySet<string>): ImplausibleRows {
  const found = new Map<string, ImplausibleFinding>();
  const note = (code: ImplausibleFinding["code"], names: string[], line: number, example: string) => {
    const key = `${code} ${names.join(" ")}`;
    const known = found.get(key) ?? { code, names, rows: 0, lines: [], example };
    known.rows += 1;
    if (known.lines.length < MAX_LINES) known.lines.push(line);
    found.set(key, known);
  };
  return {
    add(line, amounts) {
      const measures = [...amounts.keys()];
      const reported = new Set<string>();
      for (const rule of PARTS_RULES) {
        const stated = statedParts(rule, measures);
        if (stated === null || reported.has(stated.whole)) continue;
        const parts = stated.parts.map((part) => amounts.get(part) ?? 0);
        const whole = amounts.get(stated.whole) ?? 0;
        if (
          !exceeds(
            parts.reduce((sum, amount) => sum + amount, 0),
            whole,
          )
        )
          continue;
        reported.add(stated.whole);
        note("parts-exceed-whole", [...stated.parts, stated.whole], line, `${parts.join(" + ")} of ${whole}`);
      }
      for (const [measure, amount] of amounts)
        if (counted.has(measure) && !Number.isInteger(amount)) note("not-whole", [measure], line, String(amount));
      const [opened, done] = [amounts.get("openedAt"), amounts.get("doneAt")];
      if (opened !== undefined && done !== undefined && done < opened)
        note("before-beginning", ["doneAt", "openedAt"], line, `${dayOf(done)} before ${dayOf(opened)}`);
    },
    findings: () => [...found.values()].toSorted((a, b) => b.rows - a.rows),
  };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace("T", " ");
}

/** Whether a measure counts what comes in whole numbers. */
export function isWholeCount(measure: string): boolean {
  return WHOLE.has(measure) || measure.startsWith("wait<=");
}

const WHOLE: ReadonlySet<string> = new Set([
  "offered",
  "answered",
  "abandoned",
  "handled",
  "resolved",
  "transferred",
  "escalated",
  "reopened",
  "csatResponses",
  "npsResponses",
  "due",
  "doneInSla",
]);
