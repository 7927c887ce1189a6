import { z } from "zod";
import { LINE_KINDS, STATEMENT_PROBLEMS, type StatementPeriod } from "~/domain/contracts/credits/statement";
import type { StatementView } from "~/domain/contracts/credits/statement-view";
import { lastDay } from "~/domain/calendar/day-range";
import { currencyDecimals } from "~/domain/money/currency";
import { STATEMENT_FIELDS as text } from "~/wording/contracts/api-statement-fields";

const periodSchema = z.object({ key: z.string(), from: z.string(), to: z.string().describe(text.lastDay) });
const resultSchema = z.object({
  value: z.string().nullable().describe(text.value),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  sample: z.number().nullable(),
});

export const statementSchema = z
  .object({
    vendor: z.string(),
    vendorName: z.string(),
    title: z.string(),
    period: z.string(),
    from: z.string(),
    to: z.string().describe(text.lastDay),
    state: z.enum(["running", "draft", "final", "empty"]).describe(text.state),
    gap: z.enum(["no-sow", "no-version", "no-credit-scheme"]).nullable().describe(text.gap),
    sowVersion: z.number().nullable(),
    asOf: z.string(),
    currency: z.string(),
    total: z.string().describe(text.total),
    lines: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(LINE_KINDS),
        clause: z.string(),
        source: z.string().describe(text.source),
        name: z.string(),
        targets: z.array(z.string()),
        period: periodSchema,
        amount: z.string().describe(text.amount),
        net: z.string().describe(text.net),
        points: z.string().nullable(),
        returns: z.string().nullable().describe(text.returns),
        steps: z.array(z.record(z.string(), z.unknown())).describe(text.steps),
      }),
    ),
    targets: z.array(
      z.object({
        target: z.string(),
        clause: z.string(),
        name: z.string(),
        period: periodSchema,
        raw: resultSchema,
        contractual: resultSchema,
        excluded: z
          .array(z.object({ exclusion: z.string(), from: z.string(), to: z.string().describe(text.lastDay) }))
          .describe(text.excluded),
        compared: z.string().nullable(),
        verdict: z.string(),
        suspendedBy: z.string().nullable(),
      }),
    ),
    readings: z.array(
      z.object({
        id: z.string(),
        clause: z.string(),
        question: z.string(),
        applies: z.string(),
        others: z.array(z.object({ reading: z.string(), total: z.string(), complete: z.boolean() })),
      }),
    ),
    rights: z.array(
      z.object({
        id: z.string(),
        clause: z.string(),
        name: z.string(),
        target: z.string(),
        misses: z.number(),
        needed: z.number(),
        state: z.enum(["none", "one-away", "given"]),
      }),
    ),
    ratchets: z.array(
      z.object({
        id: z.string(),
        clause: z.string(),
        target: z.string(),
        level: z.string(),
        average: z.string(),
        newLevel: z.string(),
      }),
    ),
    problems: z
      .array(z.object({ code: z.enum(STATEMENT_PROBLEMS), about: z.string(), period: z.string() }))
      .describe(text.problems),
    engine: z.string().describe(text.engine),
    hash: z.string().describe(text.hash),
    closed: z
      .object({
        sequence: z.number(),
        sha256: z.string().describe(text.closedHash),
        closedAt: z.string(),
        signed: z.boolean(),
        totalToday: z.string().nullable().describe(text.totalToday),
      })
      .nullable()
      .describe(text.closed),
  })
  .meta({ id: "Statement" });

/** A statement as the API and the command line give it. Amounts are decimals in major units. */
export function statementDocument(view: StatementView): z.output<typeof statementSchema> {
  const { statement, partner } = view;
  const { currency, period } = statement;
  const amount = (minor: number) => decimalAmount(minor, currency);
  return {
    vendor: partner.key,
    vendorName: partner.name,
    title: statement.title,
    period: period.key,
    from: period.range.from,
    to: lastDay(period.range),
    state: view.state,
    gap: view.gap,
    sowVersion: statement.version,
    asOf: statement.asOf,
    currency,
    total: amount(statement.totalMinor),
    lines: statement.lines.map(({ id, kind, clause, source, name, targets, points, returns, steps, ...line }) => ({
      id,
      kind,
      clause,
      source,
      name,
      targets: [...targets],
      period: periodDocument(line.period),
      amount: amount(line.amountMinor),
      net: amount(line.netMinor),
      points,
      returns,
      steps: steps.map((step) => ({ ...step })),
    })),
    targets: statement.targets.map(
      ({ target, clause, name, period: own, raw, contractual, excluded, compared, verdict, suspendedBy }) => ({
        target,
        clause,
        name,
        period: periodDocument(own),
        raw,
        contractual,
        excluded: excluded.map(({ exclusion, days }) => ({ exclusion, from: days.from, to: lastDay(days) })),
        compared,
        verdict,
        suspendedBy,
      }),
    ),
    readings: statement.readings.map(({ others, ...reading }) => ({
      ...reading,
      others: others.map(({ reading: other, totalMinor, complete }) => ({
        reading: other,
        total: amount(totalMinor),
        complete,
      })),
    })),
    rights: [...statement.rights],
    ratchets: [...statement.ratchets],
    problems: [...statement.problems],
    engine: statement.engine,
    hash: view.hash,
    closed: view.closed && {
      sequence: view.closed.sequence,
      sha256: view.closed.sha256,
      closedAt: view.closed.at,
      signed: view.closed.isSigned,
      totalToday: view.closed.totalTodayMinor === null ? null : amount(view.closed.totalTodayMinor),
    },
  };
}

function periodDocument({ key, range }: StatementPeriod): z.output<typeof periodSchema> {
  return { key, from: range.from, to: lastDay(range) };
}

/** `2000.00`, `-750.00`, and `500` of a currency without decimals. */
function decimalAmount(minor: number, currency: string): string {
  const decimals = currencyDecimals(currency);
  return (minor / 10 ** decimals).toFixed(decimals);
}
