import { addDays } from "~/domain/calendar/day";
import type { PartnersMetricView } from "~/domain/scorecards/partners-metric-view";
import { pointText } from "~/wording/causes/trend-description";
import { ABOUT_TEXT as text, partnersMetricColumns, partnersTableColumns } from "~/wording/scorecards/exports";
import { COARSER_TEXTS } from "~/wording/scorecards/metric-page";
import { otherTargetsText, partName } from "~/wording/scorecards/partners-metric";
import { dayCell, figureCell, type ExportAbout, type ExportCell, type ExportFile } from "./export-file";
import { high, low, parameterText } from "./line-cells";
import { comparedAbout, filtersAbout } from "./view-exports";

/** Every partner against its own target, as the table of its page: a row per line, for all days together. */
export function partnersTableExport(view: PartnersMetricView): ExportFile {
  const { metric, range } = view;
  const { about, name } = partnersMetricExport(view);
  const rows = view.lines.map((line): ExportCell[] => {
    const { partner, part, parameters, currency, total, target } = line;
    const format = { unit: metric.unit, decimals: metric.decimals, ...(currency === null ? {} : { currency }) };
    const figure = (value: number | null) => figureCell(value, format);
    const measured = total.status === "measured" ? total : null;
    const [period, value] = line.latest === null ? [] : [line.periods[line.latest], line.values[line.latest]];
    return [
      partner.key,
      partner.name,
      ...(part === null ? [] : [partName(part)]),
      parameterText(parameters),
      currency ?? "",
      dayCell(range.from),
      dayCell(range.to),
      figure(measured?.value ?? null),
      measured?.numerator ?? null,
      measured?.denominator ?? null,
      measured?.factor ?? null,
      measured?.n ?? null,
      period?.key ?? "",
      figure(value?.value ?? null),
      figure(low(target?.expected ?? null)),
      figure(low(target?.minimum ?? null)),
      figure(high(target?.expected ?? null)),
      figure(high(target?.minimum ?? null)),
      target === null
        ? otherTargetsText(line.otherTargetScopes).toLowerCase()
        : period === undefined
          ? ""
          : pointText(value, period, metric.direction),
    ];
  });
  return { name: `${name}-totals`, about, header: partnersTableColumns(view.by), rows };
}

/** A metric of every partner: a row per period and line, with the levels of its own SOW. */
export function partnersMetricExport(view: PartnersMetricView): ExportFile {
  const { metric, range } = view;
  const about: ExportAbout = [
    [text.product, text.metricOfAllPartners],
    [text.metric, metric.name],
    [text.formula, metric.formula],
    [text.parameters, parameterText(view.chosen) || text.parametersOfEach],
    [text.days, text.range(range.from, range.to)],
    [text.by, text.byParts(view.grain, view.by === null ? text.partner : text.partnerAnd(view.by))],
    ...(view.coarser === null ? [] : [[text.longerUnit, COARSER_TEXTS[view.coarser]] as const]),
    ...view.ignored.map(({ part, value }) => [text.invalidInAddress, `${part}=${value}`] as const),
    [text.timeZone, view.timeZone],
    [text.dataTo, view.dataUntil ?? text.none],
    ...filtersAbout(view.requested),
    [text.units, text.unitsOfColumns],
    ...(view.approximate ? [[text.percentiles, text.percentileAccuracy] as const] : []),
    ...comparedAbout(view.lines.flatMap(({ values }) => values)),
    ...(view.moreLines === 0 ? [] : [[text.leftOut, text.smallerSamples(view.moreLines)] as const]),
  ];
  const rows = view.lines.flatMap(({ partner, part, parameters, currency, periods, values }) => {
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
        ...(part === null ? [] : [partName(part)]),
        parameterText(parameters),
        currency ?? "",
        figure(point?.value ?? null),
        point?.numerator ?? null,
        point?.denominator ?? null,
        point?.factor ?? null,
        point?.n ?? null,
        figure(low(period.expected)),
        figure(low(period.minimum)),
        figure(high(period.expected)),
        figure(high(period.minimum)),
        pointText(point, period, metric.direction),
      ];
    });
  });
  const header = partnersMetricColumns(view.by);
  return { name: `${metric.key}-all-partners-${range.from}-${range.to}`, about, header, rows };
}
