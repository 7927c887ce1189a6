import { Link } from "@remix-run/react";
import { type FigureFormat, figureParts, formatCount, formatFigure, formatShortCount } from "~/wording/shared/figures";
import type { MetricValue } from "~/domain/metrics/metric-value";
import type { Verdict } from "~/domain/contracts/verdict";
import { classNames } from "../ui/class-names";
import { VerdictGlyph } from "./verdict-glyph";
import { needsAction } from "~/wording/contracts/verdicts";
import { verdictTextClass } from "./verdict-class";
import { FIGURE_TEXT } from "~/wording/metrics/marks";

type FigureProps = FigureFormat & {
  value: MetricValue;
  /** Colors the figure where something is to be done; a result too small to judge stays pale. */
  verdict?: Verdict | undefined;
  /** What stands under the figure: nothing, how many were counted, or numerator and denominator. */
  sample?: "none" | "count" | "ratio" | undefined;
  /** Shown where nothing was measured: "no surveys". */
  emptyWord?: string | undefined;
  /** Where the figure leads, and what is there. */
  href?: string | null | undefined;
  hrefTitle?: string | undefined;
  /** The unit stands in the heading and is not repeated. */
  bare?: boolean | undefined;
};

/** A value with its unit and sample. Not measured, too few and zero look different from each other. */
export function Figure(props: FigureProps) {
  const {
    value,
    verdict = "no-target",
    sample = "none",
    emptyWord = FIGURE_TEXT.noData,
    href,
    hrefTitle,
    bare = false,
  } = props;
  if (value.status === "no-data") {
    return (
      <span className="inline-flex items-center gap-1.5 text-xs whitespace-nowrap text-ink-3">
        <VerdictGlyph verdict="no-data" />
        {emptyWord}
      </span>
    );
  }
  const { figure, unit } = figureParts(value.value, props);
  const tone = needsAction(verdict)
    ? verdictTextClass(verdict)
    : verdict === "insufficient"
      ? "text-ink-3"
      : "text-ink";
  const body = (
    <>
      <span className={classNames("font-semibold", tone)}>{figure}</span>
      {!bare && unit && <span className="text-xs text-ink-3">{unit}</span>}
    </>
  );
  return (
    <span className="figures inline-block whitespace-nowrap">
      {href ? (
        <Link to={href} title={hrefTitle} className="underline-offset-3 hover:underline">
          {body}
        </Link>
      ) : (
        body
      )}
      {sample !== "none" && <span className="block text-2xs text-ink-3">{sampleText(value, props, sample)}</span>}
    </span>
  );
}

type MeasuredValue = Extract<MetricValue, { status: "measured" }>;

/** A sum of money keeps its currency; long counts are shortened, the whole ones stand where the number is explained. */
function sampleText(value: MeasuredValue, format: FigureFormat, sample: "count" | "ratio"): string {
  if (sample === "count" || value.denominator === null) return `n ${formatCount(value.n)}`;
  const numerator = format.unit === "money" ? formatFigure(value.numerator, format) : formatShortCount(value.numerator);
  const factor = value.factor === undefined ? "" : `${Number(value.factor.toFixed(3))} × `;
  return `${factor}${numerator} / ${formatShortCount(value.denominator)}`;
}
