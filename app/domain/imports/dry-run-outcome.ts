import { z } from "zod";
import { PERIOD_KINDS } from "../calendar/period";
import { implausibleFindingSchema } from "./implausible-figures";
import { LEVEL_COMPARATORS } from "../contracts/document";
import { VERDICTS } from "../contracts/verdict";

const value = z.union([z.string(), z.number(), z.boolean()]).nullable();
const name = z.string().optional();
const dayTotal = z.object({ day: z.string(), rows: z.number() });

/** Rows of days after that of the import. */
export const futureRowsSchema = z.object({ rows: z.number(), firstDay: z.string(), lastDay: z.string() });

/** What a dry run found, as it is stored with its run. */
export const dryRunOutcomeSchema = z.object({
  read: z.number(),
  skipped: z.number().default(0),
  accepted: z.number(),
  collapsed: z.number(),
  new: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  superseded: z.number().default(0),
  rejected: z.number(),
  kind: z.string(),
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
  /** Rows of days after the one of the dry run; null: none. */
  future: futureRowsSchema.nullable().default(null),
  problems: z.array(
    z.object({
      code: z.string(),
      column: z.string(),
      rows: z.number(),
      line: z.number(),
      text: z.string(),
      texts: z.array(z.object({ text: z.string(), rows: z.number() })),
    }),
  ),
  implausible: z.array(implausibleFindingSchema).default([]),
  /** The first of the changed rows. */
  changes: z.array(
    z.object({
      externalId: z.string(),
      line: z.number(),
      fields: z.array(z.object({ column: z.string(), from: value, to: value })),
    }),
  ),
  days: z.object({
    before: z.object({ batchId: z.number(), fileName: z.string() }).nullable(),
    days: z.array(dayTotal),
    daysBefore: z.array(dayTotal),
  }),
  /** How many cells of scorecards of these partners and months a statement of work judges; null: nobody counted. */
  judged: z.number().nullable().default(null),
  /** Cells of scorecards that would be judged otherwise. */
  verdicts: z.array(
    z.object({
      vendor: z.object({ key: z.string(), name: z.string() }),
      period: z.object({ key: z.string(), label: z.string() }),
      /** The target's id in the statement of work; empty where an earlier release stored the run. */
      target: z.string().default(""),
      metric: z.string(),
      detail: z.string(),
      scope: z.object({ program: name, site: name, channel: name, severity: name }).default({}),
      periodKind: z.enum(PERIOD_KINDS).default("month"),
      from: z.enum(VERDICTS),
      to: z.enum(VERDICTS),
      /** What the words for the verdicts depend on. */
      comparator: z.enum([...LEVEL_COMPARATORS, "band"]).default(">="),
      hasMinimum: z.boolean().default(true),
      valueFrom: z.string(),
      valueTo: z.string(),
    }),
  ),
});
export type DryRunOutcome = z.infer<typeof dryRunOutcomeSchema>;
