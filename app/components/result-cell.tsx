import type { FigureFormat } from "~/domain/metrics/format";
import type { MetricValue } from "~/domain/metrics/metric-value";
import type { Verdict } from "~/domain/sow/judge";
import { Figure } from "./figure";
import { Sparkline } from "./sparkline";
import type { SparkPoint } from "./sparkline-geometry";
import { VerdictMark } from "./verdict-mark";

type ResultCellProps = FigureFormat & {
  value: MetricValue;
  verdict: Verdict;
  /** The months up to this one, oldest first. */
  trend: readonly SparkPoint[];
  /** The trend in words. */
  trendLabel: string;
  emptyWord?: string | undefined;
  /** Where the figure leads. */
  href?: string | null | undefined;
};

/** One result in a table of many: trend, figure and mark, each in a column of its own that lines up from row to row. */
export function ResultCell({ value, verdict, trend, trendLabel, emptyWord, href, ...format }: ResultCellProps) {
  const measured = value.status === "measured";
  return (
    <span className="inline-grid grid-cols-[auto_4rem_0.75rem] items-center gap-x-2">
      {measured || trend.some((point) => point.value !== null) ? (
        <Sparkline points={trend} verdict={verdict} label={trendLabel} />
      ) : (
        <span />
      )}
      {measured && verdict === "insufficient" ? (
        <span className="col-span-2">
          <VerdictMark verdict={verdict} n={value.n} />
        </span>
      ) : measured ? (
        <>
          <Figure {...format} value={value} verdict={verdict} href={href} />
          <VerdictMark verdict={verdict} compact />
        </>
      ) : (
        <span className="col-span-2">
          <Figure {...format} value={value} verdict={verdict} emptyWord={emptyWord} />
        </span>
      )}
    </span>
  );
}
