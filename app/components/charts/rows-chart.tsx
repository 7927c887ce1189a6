import { Link } from "@remix-run/react";
import { scaleLinear } from "d3-scale";
import { type KeyboardEvent, useState } from "react";
import type { RowsBar } from "~/domain/scorecards/rows-view";
import { barText, shareText } from "~/wording/scorecards/rows-chart";
import { formatCount } from "~/wording/shared/figures";
import { classNames } from "../ui/class-names";

type RowsChartProps = {
  bars: readonly RowsBar[];
  /** Whether rows can be off target by themselves. */
  isJudged: boolean;
  label: string;
  /** The rows of one bar alone. */
  hrefOf: (bar: RowsBar) => string;
};

const HEIGHT = 150;
const TICKS = 4;
const LABELS_WIDE = 13;
const LABELS_NARROW = 6;
const SHARES_SHOWN = 16;

/**
 * A bar for each period, its rows off target at the foot. One tab stop: arrows move between the bars. Drawn without measuring, so
 * that it is there before any script is and moves nothing.
 */
export function RowsChart({ bars, isJudged, label, hrefOf }: RowsChartProps) {
  const [current, setCurrent] = useState(0);
  const scale = scaleLinear([0, Math.max(1, ...bars.map(({ rows }) => rows))], [0, HEIGHT]).nice(TICKS);
  const ticks = scale.ticks(TICKS).filter((tick) => Number.isInteger(tick));
  const every = (labels: number) => Math.ceil(bars.length / labels);
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const to = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: bars.length - 1 }[event.key];
    if (event.key === "Escape" && event.target instanceof HTMLElement) event.target.blur();
    if (to === undefined || to < 0 || to >= bars.length) return;
    event.preventDefault();
    setCurrent(to);
    event.currentTarget.querySelectorAll<HTMLElement>("a")[to]?.focus();
  };
  return (
    <div className="flex p-4 pb-2">
      <svg width="44" height={HEIGHT + 24} aria-hidden="true" className="figures shrink-0 fill-ink-3 text-2xs">
        {ticks.map((tick) => (
          <text key={tick} x="36" y={HEIGHT + 20 - scale(tick)} textAnchor="end" dominantBaseline="middle">
            {formatCount(tick)}
          </text>
        ))}
      </svg>
      <div role="group" aria-label={label} onKeyDown={move} className="relative flex min-w-0 flex-1 pt-5">
        <svg
          width="100%"
          height={HEIGHT}
          aria-hidden="true"
          className="pointer-events-none absolute inset-x-0 top-5 stroke-line"
        >
          {ticks.map((tick) => (
            <line key={tick} x1="0" x2="100%" y1={HEIGHT - scale(tick)} y2={HEIGHT - scale(tick)} />
          ))}
        </svg>
        {bars.map((bar, index) => (
          <Link
            key={bar.key}
            to={hrefOf(bar)}
            title={barText(bar, isJudged)}
            aria-label={barText(bar, isJudged)}
            tabIndex={index === current ? 0 : -1}
            onFocus={() => setCurrent(index)}
            className="group relative min-w-0 flex-1 rounded-sm hover:bg-sunken"
          >
            {isJudged && bars.length <= SHARES_SHOWN && bar.rows > 0 && (
              <Above y={scale(bar.rows)} tone={bar.offTarget > 0}>
                {shareText(bar)}
              </Above>
            )}
            <Bar rows={scale(bar.rows)} offTarget={isJudged ? scale(bar.offTarget) : 0} />
            <span
              className={classNames(
                "figures block h-6 overflow-visible pt-1.5 text-center text-2xs whitespace-nowrap text-ink-3",
                index % every(LABELS_WIDE) !== 0 && "sm:invisible",
                index % every(LABELS_NARROW) !== 0 && "max-sm:invisible",
              )}
            >
              <span className="relative inline-flex w-0 justify-center">{bar.tick}</span>
            </span>
          </Link>
        ))}
      </div>
    </div>
  );
}

function Bar({ rows, offTarget }: { rows: number; offTarget: number }) {
  return (
    <svg
      width="100%"
      height={HEIGHT}
      viewBox={`0 0 10 ${HEIGHT}`}
      preserveAspectRatio="none"
      className="relative block"
    >
      <rect x="2" width="6" y={HEIGHT - rows} height={rows} className="fill-series-1" opacity="0.55" />
      <rect x="2" width="6" y={HEIGHT - offTarget} height={offTarget} className="fill-below" />
    </svg>
  );
}

/** Over its bar, which is as high as the scale says: an attribute, as styles in markup are refused. */
function Above({ y, tone, children }: { y: number; tone: boolean; children: string }) {
  return (
    <svg
      width="100%"
      height={HEIGHT + 20}
      aria-hidden="true"
      className={classNames(
        "figures pointer-events-none absolute inset-x-0 -top-5 overflow-visible text-2xs max-sm:hidden",
        tone ? "fill-below" : "fill-ink-3",
      )}
    >
      <text x="50%" y={HEIGHT + 20 - y - 5} textAnchor="middle">
        {children}
      </text>
    </svg>
  );
}
