import { parsePeriod } from "~/domain/calendar/period";
import type { Comparison } from "~/domain/scorecards/result-line";
import { readSlice, given } from "../shared/address";

/** What the address of a portfolio asks for; null: not limited, or as usual. */
export type PortfolioQuestion = {
  readonly period: string | null;
  readonly site: string | null;
  readonly program: string | null;
  readonly channel: string | null;
  readonly comparison: Comparison;
  readonly allColumns: boolean;
};

export function readPortfolioQuestion(address: URLSearchParams): PortfolioQuestion {
  return {
    period: given(address, "period"),
    ...readSlice(address),
    comparison: readComparison(address),
    allColumns: address.get("columns") === "all",
  };
}

/** How a month that is not there is answered: 400 where its name names no period at all, else 404. */
export function missingMonthStatus(period: string | null): 400 | 404 {
  return period !== null && parsePeriod(period) === null ? 400 : 404;
}

/** `vs=last-year`; anything else compares with the period before. */
export function readComparison(address: URLSearchParams): Comparison {
  return address.get("vs") === "last-year" ? "last-year" : "previous";
}
