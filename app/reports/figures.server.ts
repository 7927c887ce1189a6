import type { Database } from "~/data/database.server";
import { sumCells } from "~/data/measures.server";
import { exactQuantiles } from "~/data/quantiles.server";
import type { Cell } from "~/data/range-sql";
import type { Slice } from "~/data/scope-filter.server";
import type { Viewer } from "~/domain/access/viewer";
import type { Amounts } from "~/domain/metrics/measure-ref";
import { metricOf } from "~/domain/metrics/catalogue";
import { figure, NO_DATA, type MetricValue } from "~/domain/metrics/metric-value";
import type { TargetScope } from "~/domain/sow/sow";
import { amountsKey, figureKey, type FigureRequest } from "~/domain/review/figure-request";

export type Figures = {
  valueOf(request: FigureRequest): MetricValue;
  /** The amounts that the figure is made of; empty for percentiles. */
  amountsOf(request: FigureRequest): Amounts;
};

/**
 * Measures many figures in two reads: one over the roll-up for quotients and stocks, one over the facts for percentiles, which are
 * exact. `revisions` holds each vendor's revision, so that a percentile is computed once.
 */
export async function measureFigures(
  db: Database,
  viewer: Viewer,
  requests: readonly FigureRequest[],
  revisions: ReadonlyMap<number, number>,
): Promise<Figures> {
  const percentiles = requests.flatMap((request) => {
    const source = metricOf(request.metric).percentile(request.parameters);
    return source === null ? [] : [{ request, source }];
  });
  const others = requests.filter((request) => metricOf(request.metric).percentile(request.parameters) === null);
  const refs = new Set(others.flatMap(({ metric, parameters }) => metricOf(metric).measures(parameters)));
  const keys = new Map(requests.map((request) => [request, amountsKey(request)]));
  const keyOf = (request: FigureRequest) => keys.get(request) ?? amountsKey(request);
  const revisionOf = ({ vendorId }: FigureRequest) => revisions.get(vendorId) ?? 0;
  const cells = new Map(
    others.map((request) => {
      const key = keyOf(request);
      return [key, { ...cellOf(request, key), revision: revisionOf(request) }];
    }),
  );
  const [amounts, quantiles] = await Promise.all([
    sumCells(db, viewer, { cells: [...cells.values()], refs: [...refs] }),
    exactQuantiles(
      db,
      viewer,
      percentiles.map(({ request, source }) => {
        return { ...cellOf(request, figureKey(request)), source, revision: revisionOf(request) };
      }),
    ),
  ]);
  const amountsOf = (request: FigureRequest): Amounts => amounts.get(keyOf(request)) ?? {};
  return {
    amountsOf,
    valueOf(request) {
      const metric = metricOf(request.metric);
      if (metric.percentile(request.parameters) === null) {
        return metric.evaluate(amountsOf(request), request.parameters, { range: request.range });
      }
      const quantile = quantiles.get(figureKey(request));
      return quantile === undefined || quantile.value === null ? NO_DATA : figure(quantile.value, quantile.n);
    },
  };
}

function cellOf({ vendorId, range, scope }: FigureRequest, key: string): Cell {
  const { severity } = scope;
  return {
    key,
    vendorId,
    from: range.from,
    until: range.until,
    ...scopeSlice(scope),
    ...(severity === undefined ? {} : { severity }),
  };
}

/** The slice of a scope, without the parts that it leaves open. */
export function scopeSlice({ site, program, channel }: TargetScope): Slice {
  return {
    ...(site === undefined ? {} : { site }),
    ...(program === undefined ? {} : { program }),
    ...(channel === undefined ? {} : { channel }),
  };
}
