import { useNavigate } from "@remix-run/react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { TrendView } from "~/domain/causes/trend";
import { classNames } from "../ui/class-names";
import { trendLayout, type TrendLayout } from "./trend-layout";
import { TrendMarks } from "./trend-marks";
import { TrendPlot } from "./trend-plot";
import { TrendTip } from "./trend-tip";
import { pointText, announcedPoint, type PointHref } from "./trend-text";
import { useSize } from "./use-size";
import { TREND_CHART_TEXT } from "~/wording/shared/charts";

/**
 * A trend as a picture. One tab stop: arrows, Home and End move from point to point, Escape closes what is shown and then
 * leaves; Enter or a click opens the rows behind the point. Each point moved to is read out politely.
 */
export default function TrendChart({
  trend,
  label,
  pointHref,
}: {
  trend: TrendView;
  label: string;
  pointHref?: PointHref | undefined;
}) {
  const navigate = useNavigate();
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  const layout = size && trendLayout(trend, size);
  const [active, setActive] = useState<number | null>(null);
  const [announced, setAnnounced] = useState("");
  const words = active === null ? null : pointText(trend, active, pointHref);
  const open = (href: string | null | undefined) => {
    if (href) navigate(href);
  };

  useEffect(() => {
    if (active === null) return;
    const dismiss = (event: globalThis.KeyboardEvent) => {
      if (event.key === "Escape") setActive(null);
    };
    window.addEventListener("keydown", dismiss);
    return () => window.removeEventListener("keydown", dismiss);
  }, [active]);

  const move = (event: KeyboardEvent) => {
    if (event.key === "Enter" && event.target === frame.current) {
      open(words?.lines.find(({ href }) => href !== null)?.href);
      return;
    }
    const last = trend.periods.length - 1;
    const target = keyTarget(event.key, active, last);
    if (target === null) {
      if (event.key === "Escape" && active === null) frame.current?.blur();
      return;
    }
    event.preventDefault();
    setActive(target);
    const reached = pointText(trend, target);
    if (reached) setAnnounced(announcedPoint(reached));
  };

  return (
    <div className="relative h-full">
      <div
        ref={frame}
        role="application"
        aria-roledescription="chart"
        aria-label={label}
        tabIndex={0}
        onKeyDown={move}
        onBlur={() => setActive(null)}
        onPointerMove={(event) => {
          if (!layout || isInTip(event.target)) return;
          setActive(layout.nearest(event.clientX - event.currentTarget.getBoundingClientRect().left));
        }}
        onPointerLeave={() => setActive(null)}
        onPointerUp={(event) => {
          // A finger that touches a point is shown what is known of it, with the way to its rows.
          if (!layout || event.pointerType !== "mouse" || event.button !== 0 || isInTip(event.target)) return;
          const box = event.currentTarget.getBoundingClientRect();
          const at = layout.nearest(event.clientX - box.left);
          open(pointHref?.(at, nearestSeries(trend, layout, at, event.clientY - box.top)));
        }}
        className={classNames("relative h-full", pointHref && "cursor-pointer")}
      >
        {layout && (
          <div aria-hidden="true">
            <TrendPlot trend={trend} layout={layout}>
              <TrendMarks trend={trend} layout={layout} active={active} />
            </TrendPlot>
          </div>
        )}
        {size && !layout && isEmpty(trend) && (
          <p className="grid h-full place-items-center text-sm text-ink-3">{TREND_CHART_TEXT.noData}</p>
        )}
        {layout && words && active !== null && (
          <div data-tip>
            <TrendTip words={words} left={layout.x(active)} top={layout.plot.top} width={layout.size.width} />
          </div>
        )}
      </div>
      <p role="status" className="sr-only">
        {announced}
      </p>
    </div>
  );
}

/** The number of the series whose point of a period is nearest to a height. */
function nearestSeries({ series }: TrendView, { y }: TrendLayout, at: number, top: number): number {
  const distances = series.map(({ values }) => {
    const value = values[at]?.value ?? null;
    return value === null ? Infinity : Math.abs(y(value) - top);
  });
  return distances.indexOf(Math.min(...distances));
}

function isEmpty(trend: TrendView): boolean {
  return trend.series.every(({ values }) => values.every(({ value }) => value === null));
}

function isInTip(target: EventTarget): boolean {
  return target instanceof Element && target.closest("[data-tip]") !== null;
}

/** The point that a key leads to; null for keys that lead nowhere. */
function keyTarget(key: string, from: number | null, last: number): number | null {
  switch (key) {
    case "ArrowLeft":
      return from === null ? last : Math.max(0, from - 1);
    case "ArrowRight":
      return from === null ? last : Math.min(last, from + 1);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}
