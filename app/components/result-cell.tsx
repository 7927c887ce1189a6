import { type FigureFormat, formatCount } from "~/domain/metrics/format";
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
  const tooFew = measured && verdict === "insufficient";
  return (
    <span className="inline-grid grid-cols-[auto_4rem_0.75rem] items-center gap-x-2 align-middle">
      {trend.some((point) => point.value !== null) ? (
        <Sparkline points={trend} verdict={verdict} label={trendLabel} />
      ) : (
        <span />
      )}
      {measured && !tooFew ? (
        <>
          <Figure {...format} value={value} verdict={verdict} href={href} />
          <VerdictMark verdict={verdict} compact />
        </>
      ) : (
        <span className="col-span-2 justify-self-end">
          {tooFew ? (
            <TooFew n={value.n} />
          ) : (
            <Figure {...format} value={value} verdict={verdict} emptyWord={emptyWord} />
          )}
        </span>
      )}
    </span>
  );
}

function TooFew({ n }: { n: number }) {
  return (
    <span title="too few to judge" className="figures text-sm whitespace-nowrap">
      <span className="font-semibold">n {formatCount(n)}</span> <span className="text-xs text-ink-3">too few</span>
    </span>
  );
}
