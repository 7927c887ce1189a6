import type { Cell } from "~/data/sql/range-sql";
import type { Slice } from "~/data/sql/scope-filter";
import type { FigureRequest } from "~/domain/metrics/figure-request";
import type { TargetScope } from "~/domain/metrics/row-scope";

/** The days, partner and slice of a figure, as they are read. */
export function cellOf({ vendorId, range, scope }: FigureRequest, key: string): Cell {
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
