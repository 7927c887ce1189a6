import type { MetricUnit } from "../../metrics/catalog/metric-definition";
import type { Day } from "../../calendar/day";
import type { ViewState } from "../../calendar/view-state";
import type { Target } from "../sow";
import type { MonthState } from "../closing/month-state";
import type { Statement } from "./statement";

/** Why a partner has no statement for a month. */
export type StatementGap = "no-sow" | "no-version" | "no-credit-scheme";

/** How a target's figures and verdicts are written: unit of the metric, decimals and comparator of the contract. */
export type TargetFormat = {
  readonly unit: MetricUnit;
  readonly decimals: number;
  readonly comparator: Target["comparator"];
  readonly hasMinimum: boolean;
};

export type StatementView = {
  readonly partner: { readonly key: string; readonly name: string };
  readonly period: { readonly key: string; readonly label: string; readonly from: Day; readonly to: Day };
  readonly previous: string | null;
  readonly next: string | null;
  readonly timeZone: string;
  readonly dataUntil: Day | null;
  /** `running`: the month is not over; `draft`: data do not reach its end. */
  readonly state: ViewState;
  readonly gap: StatementGap | null;
  readonly statement: Statement;
  /** SHA-256 of the canonical JSON (RFC 8785) of the statement. */
  readonly hash: string;
  readonly formats: Readonly<Record<string, TargetFormat>>;
  /** What targets, rules and points schemes are called, by ID. */
  readonly names: Readonly<Record<string, string>>;
  /** Of a closed month, whose statement this is then; null: the month is not closed. */
  readonly closed: ClosedStatement | null;
};

/** How a month was closed, and what became of it since. */
export type ClosedStatement = {
  readonly sequence: number;
  /** SHA-256 of the whole document that was frozen. */
  readonly sha256: string;
  readonly by: string;
  /** An ISO instant. */
  readonly at: string;
  readonly isSigned: boolean;
  readonly isFirst: boolean;
  /** Whether the stored document is no longer the one that was hashed. */
  readonly isAltered: boolean;
  /** The total as it would be with today's data and SOW, where the statement would be another; null: it would be the same. */
  readonly totalTodayMinor: number | null;
};

/** A month of a partner in a list of statements. */
export type StatementRow = {
  readonly partner: { readonly key: string; readonly name: string };
  /** Its month, which may be a fiscal one, and how far that is on its way to being closed. */
  readonly month: string;
  readonly state: MonthState;
  readonly currency: string | null;
  readonly gap: StatementGap | null;
  readonly totalMinor: number | null;
  readonly lines: number;
  readonly problems: number;
  /** Rights that are given or one miss away. */
  readonly rightsNear: number;
};
