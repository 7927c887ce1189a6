import { addressOf, type RequestedSlice } from "../layout/addresses";
import type { PeriodKind } from "~/domain/calendar/period";
import { PERIOD_NOUNS } from "~/wording/shared/text";
import { FilterChip, type FilterOption } from "../ui/menus/filter-chip";
import { MONTH_FILTER_TEXT } from "~/wording/scorecards/filters";

type MonthChipsProps = {
  /** The address of the view without its filters. */
  path: string;
  /** What the address carries besides the filters. */
  fixed: Readonly<Record<string, string | null>>;
  requested: RequestedSlice;
  comparison: string;
  kind: PeriodKind;
  /** The name of the period compared with: "September 2026". */
  comparedWith: string;
  choices: { sites?: readonly string[]; programs: readonly string[]; channels: readonly string[] };
};

const DIMENSIONS = [
  { part: "site", list: "sites", name: MONTH_FILTER_TEXT.site, all: MONTH_FILTER_TEXT.allSites },
  { part: "program", list: "programs", name: MONTH_FILTER_TEXT.program, all: MONTH_FILTER_TEXT.allPrograms },
  { part: "channel", list: "channels", name: MONTH_FILTER_TEXT.channel, all: MONTH_FILTER_TEXT.allChannels },
] as const;

/** The filters of a month's page: site, program, channel and what it is compared with; each choice is an address. */
export function MonthChips({ path, fixed, requested, comparison, kind, comparedWith, choices }: MonthChipsProps) {
  const vs = comparison === "last-year" ? comparison : null;
  const chips = DIMENSIONS.flatMap(({ part, list, name, all }) => {
    const chosen = requested[part];
    const known = choices[list] ?? [];
    const names = chosen === null || known.includes(chosen) ? known : [...known, chosen];
    if (names.length === 0 || (names.length === 1 && chosen === null)) return [];
    const option = (label: string, value: string | null): FilterOption => ({
      label,
      href: addressOf(path, { ...fixed, ...requested, vs, [part]: value }),
      current: value === chosen,
    });
    return [
      <FilterChip
        key={part}
        name={name}
        label={chosen ?? all}
        active={chosen !== null}
        options={[option(all, null), ...names.map((value) => option(value, value))]}
      />,
    ];
  });
  const noun = PERIOD_NOUNS[kind].one;
  const compare = (label: string, value: string | null): FilterOption => {
    return { label, href: addressOf(path, { ...fixed, ...requested, vs: value }), current: value === vs };
  };
  return (
    <>
      {chips}
      <FilterChip
        name={MONTH_FILTER_TEXT.comparedWith}
        label={MONTH_FILTER_TEXT.vs(comparedWith)}
        active={vs !== null}
        options={[
          compare(MONTH_FILTER_TEXT.previous(noun), null),
          compare(MONTH_FILTER_TEXT.sameLastYear(noun), "last-year"),
        ]}
      />
    </>
  );
}
