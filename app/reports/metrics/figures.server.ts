import type { Database } from "~/data/db/database.server";
import { sumCells, type MeasureCell } from "~/data/metrics/measures.server";
import { exactQuantiles } from "~/data/metrics/quantiles.server";
import type { Viewer } from "~/domain/access/viewer";
import type { DayRange } from "~/domain/calendar/day-range";
import { metricOf, type MetricKey } from "~/domain/metrics/catalog/catalog";
import type { Amounts, MeasureRef } from "~/domain/metrics/measure-ref";
import type { MetricParameters, PercentileSource } from "~/domain/metrics/catalog/metric-definition";
import { figure, NO_DATA, withLeftOut, type MetricValue } from "~/domain/metrics/metric-value";
import { countedKey } from "~/domain/metrics/counted";
import { amountsKey, countedOf, figureKey, type FigureRequest } from "~/domain/metrics/figure-request";
import { loadCovers } from "./covers.server";
import { cellOf } from "../export/figure-cells";

export type Figures = {
  valueOf(request: FigureRequest): MetricValue;
  /** The amounts that the figure is made of; empty for percentiles. */
  amountsOf(request: FigureRequest): Amounts;
  /** The days of the figure that count. */
  countedOf(request: FigureRequest): readonly DayRange[];
};

/**
 * Measures many figures in two reads: one over the roll-up for ratios and stocks, one over the facts for percentiles, which are
 * exact. `revisions` holds each vendor's revision, so that a percentile is computed once.
 */
export async function measureFigures(
  db: Database,
  viewer: Viewer,
  requests: readonly FigureRequest[],
  revisions: ReadonlyMap<number, number>,
): Promise<Figures> {
  const readingOf = rememberedReadings();
  const revisionOf = ({ vendorId }: FigureRequest) => revisions.get(vendorId) ?? 0;
  const percentiles: { request: FigureRequest; source: PercentileSource }[] = [];
  const refs = new Set<MeasureRef>();
  const keys = new Map<FigureRequest, string>();
  const cells = new Map<string, MeasureCell>();
  const coverOf = await loadCovers(db, viewer, requests, revisions);
  for (const request of requests) {
    const reading = readingOf(request);
    if (reading.source !== null) {
      percentiles.push({ request, source: reading.source });
      continue;
    }
    const counted = countedOf(request, coverOf(request)?.counted);
    const key = counted === undefined ? amountsKey(request) : `${amountsKey(request)} ${countedKey(counted)}`;
    keys.set(request, key);
    for (const ref of reading.refs) refs.add(ref);
    if (!cells.has(key)) cells.set(key, { ...cellOf(request, key), counted, revision: revisionOf(request) });
  }
  const keyOf = (request: FigureRequest) => keys.get(request) ?? amountsKey(request);
  const [amounts, quantiles] = await Promise.all([
    sumCells(db, viewer, { cells: [...cells.values()], refs: [...refs] }),
    exactQuantiles(
      db,
      viewer,
      percentiles.map(({ request, source }) => {
        const cell = cellOf(request, figureKey(request));
        return { ...cell, counted: countedOf(request), source, revision: revisionOf(request) };
      }),
    ),
  ]);
  const countedDays = (request: FigureRequest) =>
    countedOf(request, coverOf(request)?.counted)?.days ?? [request.range];
  const amountsOf = (request: FigureRequest): Amounts => amounts.get(keyOf(request)) ?? {};
  return {
    amountsOf,
    countedOf: countedDays,
    valueOf(request) {
      const { metric, parameters, range } = request;
      if (readingOf(request).source === null) {
        const cover = coverOf(request);
        const context = { range, counted: countedDays(request) };
        return withLeftOut(metricOf(metric).evaluate(amountsOf(request), parameters, context), cover?.leftOut);
      }
      const quantile = quantiles.get(figureKey(request));
      return quantile === undefined || quantile.value === null ? NO_DATA : figure(quantile.value, quantile.n);
    },
  };
}

type Reading = { readonly source: PercentileSource | null; readonly refs: readonly MeasureRef[] };

/** What a metric with its parameters is made of, found out once for all figures that share the parameters. */
function rememberedReadings(): (request: FigureRequest) => Reading {
  const readings = new Map<MetricParameters, Map<MetricKey, Reading>>();
  return ({ metric: key, parameters }) => {
    const own = readings.get(parameters) ?? new Map<MetricKey, Reading>();
    const metric = metricOf(key);
    const reading = own.get(key) ?? { source: metric.percentile(parameters), refs: metric.measures(parameters) };
    readings.set(parameters, own.set(key, reading));
    return reading;
  };
}
