import type { Database } from "~/data/db/database.server";
import { findStatedDays, findStatedGroups } from "~/data/metrics/stated-days.server";
import { sumEach, sumMeasures, type MeasureQuestion, type MeasureSum } from "~/data/metrics/measures.server";
import { isRowDimension, requireFew, type Grouping } from "~/data/sql/range-sql";
import type { Viewer } from "~/domain/access/viewer";
import { containsDay, type DayRange } from "~/domain/calendar/day-range";
import { metricOf } from "~/domain/metrics/catalog/catalog";
import type { CoverRule } from "~/domain/metrics/cover-rule";
import {
  coverOf,
  coverRule,
  daysToKnow,
  refsOfRules,
  type Cover,
  type KnownDays,
  type StatedDay,
} from "~/domain/metrics/cover";
import type { CoveredAmounts } from "~/domain/metrics/covered-amounts";
import { countedIn } from "~/domain/metrics/counted";
import { amountsKey, type FigureRequest } from "~/domain/metrics/figure-request";
import { cellOf } from "../export/figure-cells";

/** Which days of a figure count; null where all that is stated does. */
export type CoverOf = (request: FigureRequest) => Cover | null;

/** Finds out which days count of ratios whose sides may be stated on different ones. Of one severity there are no totals to compare. */
export async function loadCovers(
  db: Database,
  viewer: Viewer,
  requests: readonly FigureRequest[],
  revisions: ReadonlyMap<number, number>,
): Promise<CoverOf> {
  const covered = requests.flatMap((request) => {
    const rule = request.scope.severity === undefined ? ruleOf(request) : null;
    return rule === null ? [] : [{ request, rule }];
  });
  if (covered.length === 0) return () => null;
  const refs = refsOfRules(covered.map(({ rule }) => rule));
  // The figures of one partner and slice are read together: their ranges lie beside each other.
  const hulls = new Map<string, FigureRequest>();
  for (const { request } of covered) {
    const range = daysToKnow(request.range);
    const known = hulls.get(sliceKey(request))?.range;
    hulls.set(sliceKey(request), { ...request, range: known === undefined ? range : hullOf(known, range) });
  }
  const cells = [...hulls].map(([key, request]) => {
    return { ...cellOf(request, key), revision: revisions.get(request.vendorId) ?? 0 };
  });
  const daysOf = statedAround(await findStatedDays(db, viewer, cells, refs));
  const covers = new Map(
    covered.map(({ request, rule }) => [request, coverOf(request.range, rule, daysOf(request), knownTo(viewer))]),
  );
  return (request) => {
    const cover = covers.get(request);
    return cover === undefined || cover.leftOut === null ? null : cover;
  };
}

/** Of the stated days of a figure's slice those that decide what its range counts, found once for all figures of a slice and range. */
function statedAround(
  stated: ReadonlyMap<string, readonly StatedDay[]>,
): (request: FigureRequest) => readonly StatedDay[] {
  const found = new Map<string, readonly StatedDay[]>();
  return (request) => {
    const name = amountsKey(request);
    const known = found.get(name);
    if (known !== undefined) return known;
    const range = daysToKnow(request.range);
    const days = (stated.get(sliceKey(request)) ?? []).filter(({ day }) => containsDay(range, day));
    found.set(name, days);
    return days;
  };
}

/** A sum over the days that count. */
export type CoveredSum = Omit<MeasureSum, "amounts"> & CoveredAmounts;

/**
 * As `sumMeasures`, over the days that count by the rule: found for each partner and group by itself. Where partners are added up,
 * a range and group has a sum of each of them.
 */
export async function sumCovered(
  db: Database,
  viewer: Viewer,
  question: MeasureQuestion,
  rule: CoverRule | null,
): Promise<CoveredSum[]> {
  const requested = new Map(question.ranges.map((range) => [range.key, range]));
  const rangeOf = (key: string) => requested.get(key) ?? { from: "", until: "" };
  const plain = async () => {
    const sums = await sumMeasures(db, viewer, question);
    return sums.map((sum) => ({ ...sum, counted: [rangeOf(sum.rangeKey)], leftOut: null }));
  };
  // Which days are stated is not known by agent, team or reason.
  if (rule === null || question.by?.some(isRowDimension)) return plain();
  const by = [...new Set([...(question.by ?? []), "vendor" as const])];
  const refs = refsOfRules([rule]);
  const ranges = question.ranges.map((range) => ({ ...range, ...daysToKnow(range) }));
  const groups = await findStatedGroups(db, viewer, { ...question, ranges, by }, refs);
  const inOrder = groups.toSorted((a, b) => (a.vendorId ?? 0) - (b.vendorId ?? 0));
  const covers = inOrder.flatMap(({ rangeKey, days, ...group }) => {
    const range = requested.get(rangeKey);
    return range === undefined ? [] : [{ range, group, cover: coverOf(range, rule, days, knownTo(viewer)) }];
  });
  // A partner of which no side is stated adds nothing to what others state.
  const areAddedUp = rule.by !== "together" && question.vendorIds.length > 1 && !question.by?.includes("vendor");
  if (!areAddedUp && covers.every(({ cover }) => cover.leftOut === null)) return plain();
  requireFew(covers.length, question);
  const cells = covers.map(({ range, group: { vendorId = 0, ...slice }, cover }, index) => {
    return { ...range, ...question.slice, ...slice, key: String(index), vendorId, counted: countedIn(cover.counted) };
  });
  const sums = new Map((await sumEach(db, viewer, cells, question.refs)).map((sum) => [sum.rangeKey, sum.amounts]));
  return covers.map(({ range, group, cover }, index) => {
    const own = question.by?.includes("vendor") === true ? group : withoutVendor(group);
    return { rangeKey: range.key, ...own, amounts: sums.get(String(index)) ?? {}, ...cover };
  });
}

function knownTo({ scope }: Viewer): KnownDays {
  return { from: scope.fromDay, to: scope.toDay };
}

function ruleOf({ metric, parameters }: FigureRequest): CoverRule | null {
  return coverRule(metricOf(metric), parameters);
}

function sliceKey({ vendorId, scope }: FigureRequest): string {
  return amountsKey({ vendorId, scope, range: { from: "", until: "" }, metric: "volume", parameters: {} });
}

function hullOf(a: DayRange, b: DayRange): DayRange {
  return { from: a.from < b.from ? a.from : b.from, until: a.until > b.until ? a.until : b.until };
}

function withoutVendor({ vendorId: _vendor, ...slice }: Grouping): Grouping {
  return slice;
}
