import type { Comparison } from "~/domain/scorecards/result-line";
import { readComparison } from "./portfolio-question";
import { readSlice } from "../shared/address";

/** What the address of a scorecard asks for. */
export type ScorecardQuestion = {
  readonly vendor: string;
  readonly period: string;
  readonly site: string | null;
  readonly program: string | null;
  readonly channel: string | null;
  readonly comparison: Comparison;
};

export function readScorecardQuestion(vendor: string, period: string, address: URLSearchParams): ScorecardQuestion {
  return { vendor, period, ...readSlice(address), comparison: readComparison(address) };
}
