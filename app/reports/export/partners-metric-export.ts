import { addDays } from "~/domain/calendar/day";
import type { PartnersMetricView } from "~/domain/scorecards/partners-metric-view";
import { againstLevels, verdictLabel } from "~/wording/contracts/verdict-names";
import { dayCell, figureCell, type ExportAbout, type ExportCell, type ExportFile } from "./export-file";
import { high, low, parameterText } from "./line-cells";
import { filtersAbout, UNITS } from "./view-exports";

const HEADER = [
  "period",
  "first day",
  "last day",
  "in progress",
  "partner",
  "partner name",
  "parameters",
  "currency",
  "value",
  "numerator",
  "denominator",
  "n",
  "expected",
  "minimum or limit",
  "expected band high",
  "limit band high",
  "verdict",
];

/** A metric of every partner: a row per period and partner, with the levels of its own SOW. */
export function partnersMetricExport(view: PartnersMetricView): ExportFile {
  const { metric, range } = view;
  const about: ExportAbout = [
    ["Plumbline", "metric, all partners"],
    ["metric", metric.name],
    ["formula", metric.formula],
    ["parameters", parameterText(view.chosen) || "as in each SOW"],
    ["days", `${range.from} to ${range.to}`],
    ["by", `${view.grain}, partner`],
    ...view.ignored.map(({ part, value }) => ["ignored in the address", `${part}=${value}`] as const),
    ["time zone", view.timeZone],
    ["data to", view.dataUntil ?? "none"],
    ...filtersAbout(view.asked),
    ["units", UNITS],
    ...(view.approximate ? [["percentiles", "from histograms, within 1%"] as const] : []),
  ];
  const rows = view.lines.flatMap(({ partner, parameters, currency, periods, values }) => {
    const format = { unit: metric.unit, decimals: metric.decimals, ...(currency === null ? {} : { currency }) };
    const figure = (value: number | null) => figureCell(value, format);
    return periods.map((period, at): ExportCell[] => {
      const point = values[at];
      return [
        period.key,
        dayCell(period.from),
        dayCell(addDays(period.until, -1)),
        period.running,
        partner.key,
        partner.name,
        parameterText(parameters),
        currency ?? "",
        figure(point?.value ?? null),
        point?.numerator ?? null,
        point?.denominator ?? null,
        point?.n ?? null,
        figure(low(period.expected)),
        figure(low(period.minimum)),
        figure(high(period.expected)),
        figure(high(period.minimum)),
        point?.unjudged === undefined
          ? verdictLabel(point?.verdict ?? "no-data", againstLevels(metric.direction, period))
          : "not scored",
      ];
    });
  });
  return { name: `${metric.key}-all-partners-${range.from}-${range.to}`, about, header: HEADER, rows };
}
