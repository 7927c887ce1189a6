import type { MetricView } from "~/domain/scorecards/metric-view";
import { ALL_PARTNERS, PARAMETERS_OF_EACH } from "~/wording/scorecards/partners-metric";
import { addressOf, allPartnersBy } from "../layout/addresses";
import { DaysChip } from "./days-chip";
import { FilterChip } from "../ui/menus/filter-chip";
import { FormChip } from "../ui/menus/form-chip";
import { SelectField } from "../ui/forms/select-field";
import { TextField } from "../ui/forms/text-field";
import { METRIC_FILTER_TEXT } from "~/wording/scorecards/filters";

const GRAINS = {
  day: METRIC_FILTER_TEXT.byDay,
  week: METRIC_FILTER_TEXT.byWeek,
  month: METRIC_FILTER_TEXT.byMonth,
} as const;
const SPLITS = {
  site: METRIC_FILTER_TEXT.bySite,
  program: METRIC_FILTER_TEXT.byProgram,
  channel: METRIC_FILTER_TEXT.byChannel,
} as const;

type ChipsView = Pick<
  MetricView,
  "partners" | "range" | "daysPresets" | "grain" | "by" | "requested" | "choices" | "parameters" | "parameterValues"
> & {
  readonly metric: { readonly key: string; readonly detail: string };
  /** Null: all partners, a line each. */
  readonly partner: { readonly key: string; readonly name: string } | null;
};

/** What of the address a metric's page stands on; every choice changes one part and keeps the others. */
export function metricParts(view: ChipsView) {
  const { partner, range, grain, by, requested, parameterValues } = view;
  const subject = partner === null ? { vendor: null, by: allPartnersBy(by) } : { vendor: partner.key, by };
  return { ...subject, from: range.from, to: range.to, grain, ...requested, ...parameterValues };
}

/** Partner, days, unit of time, split, slice and parameters. */
export function MetricChips({ view }: { view: ChipsView }) {
  const { metric, partner, partners, range, grain, by, requested, choices, parameters } = view;
  const path = `/metrics/${metric.key}`;
  const parts = metricParts(view);
  const href = (changed: Readonly<Record<string, string | null>>) => addressOf(path, { ...parts, ...changed });
  const splitHref = (split: MetricView["by"]) => href({ by: partner === null ? allPartnersBy(split) : split });
  const keep = (names: readonly string[]) =>
    Object.entries(parts).flatMap(([name, value]) =>
      value === null || names.includes(name) ? [] : [{ name, value: String(value) }],
    );
  const slices = [
    {
      part: "site",
      name: METRIC_FILTER_TEXT.site,
      all: METRIC_FILTER_TEXT.allSites,
      known: choices.sites,
      chosen: requested.site,
    },
    {
      part: "program",
      name: METRIC_FILTER_TEXT.program,
      all: METRIC_FILTER_TEXT.allPrograms,
      known: choices.programs,
      chosen: requested.program,
    },
    {
      part: "channel",
      name: METRIC_FILTER_TEXT.channel,
      all: METRIC_FILTER_TEXT.allChannels,
      known: choices.channels,
      chosen: requested.channel,
    },
  ].filter(({ known, chosen }) => chosen !== null || known.length > 1);
  return (
    <>
      <FilterChip
        name={METRIC_FILTER_TEXT.partner}
        label={partner?.name ?? ALL_PARTNERS}
        options={[
          ...(partners.length > 1
            ? [
                {
                  label: ALL_PARTNERS,
                  href: addressOf(path, { by: allPartnersBy(by), from: range.from, to: range.to, grain }),
                  current: partner === null,
                },
              ]
            : []),
          ...partners.map(({ key, name }) => ({
            label: name,
            href: addressOf(path, { vendor: key, by, from: range.from, to: range.to, grain }),
            current: key === partner?.key,
          })),
        ]}
      />
      <DaysChip
        path={path}
        parts={{ ...parts, from: null, to: null, grain: null }}
        range={range}
        presets={view.daysPresets}
      />
      <FilterChip
        name={METRIC_FILTER_TEXT.timeUnit}
        label={GRAINS[grain]}
        options={(["day", "week", "month"] as const).map((unit) => ({
          label: GRAINS[unit],
          href: href({ grain: unit }),
          current: unit === grain,
        }))}
      />
      <FilterChip
        name={METRIC_FILTER_TEXT.split}
        label={by === null ? METRIC_FILTER_TEXT.noSplit : SPLITS[by]}
        active={by !== null}
        options={[
          { label: METRIC_FILTER_TEXT.noSplit, href: splitHref(null), current: by === null },
          ...(["site", "program", "channel"] as const).map((split) => ({
            label: SPLITS[split],
            href: splitHref(split),
            current: split === by,
          })),
        ]}
      />
      {slices.map(({ part, name, all, known, chosen }) => (
        <FilterChip
          key={part}
          name={name}
          label={chosen ?? all}
          active={chosen !== null}
          options={[
            { label: all, href: href({ [part]: null }), current: chosen === null },
            ...known.map((value) => ({ label: value, href: href({ [part]: value }), current: value === chosen })),
          ]}
        />
      ))}
      {parameters.length > 0 && (
        <FormChip
          name={METRIC_FILTER_TEXT.parameters}
          label={
            metric.detail === ""
              ? partner === null
                ? PARAMETERS_OF_EACH
                : METRIC_FILTER_TEXT.parameters
              : metric.detail
          }
          keep={keep(parameters.map(({ name }) => name))}
        >
          {parameters.map((parameter) =>
            parameter.choices ? (
              <SelectField
                key={parameter.name}
                label={parameter.label}
                name={parameter.name}
                defaultValue={String(parameter.value)}
                options={parameter.choices.map(({ value, label }) => ({ value: String(value), label }))}
              />
            ) : (
              <TextField
                key={parameter.name}
                label={parameter.unit === "" ? parameter.label : `${parameter.label} (${parameter.unit})`}
                name={parameter.name}
                type="number"
                step="any"
                defaultValue={String(parameter.value)}
              />
            ),
          )}
        </FormChip>
      )}
    </>
  );
}
