import { Form, Link } from "@remix-run/react";
import { TOTALS_BY, type RowFilterName, type RowsView } from "~/domain/scorecards/rows-view";
import { ALL_OF, FILTER_LABELS, filterText, nameOrNone, offTargetOnly, removeFilter } from "~/wording/scorecards/rows";
import { ROWS_TEXT } from "~/wording/scorecards/rows-page";
import { Button } from "../ui/button";
import { INPUT_CLASSES } from "../ui/forms/field";
import { FilterChip } from "../ui/menus/filter-chip";
import { CHIP_CLASSES } from "../ui/menus/menu";

import { ColumnChooser } from "./column-chooser";

/** What the address calls each filter. */
export const FILTER_PARTS: Readonly<Record<RowFilterName, string>> = {
  site: "only-site",
  agent: "only-agent",
  team: "only-team",
  reason: "only-reason",
  search: "q",
  offTarget: "off-target",
};
const FILTERS = ["search", "offTarget", "reason", "agent", "team", "site"] as const;

type RowFiltersProps = {
  view: RowsView;
  address: string;
  change: (parts: Readonly<Record<string, string | null>>) => string;
};

/** A search, a menu for each part, and each filter in use with the way out of it. */
export function RowFilters({ view, address, change }: RowFiltersProps) {
  const retained = [...new URLSearchParams(address.split("?")[1] ?? "")].filter(
    ([name]) => name !== "q" && name !== "page",
  );
  const chosen = FILTERS.flatMap((name) => {
    const value = view.filters[name];
    return value === null ? [] : [{ name, value }];
  });
  const open = TOTALS_BY.filter((by) => view.filters[by] === null && view.totals[by].groups > 1);
  return (
    <div className="no-print mb-3 flex flex-wrap items-center gap-2">
      <Form method="get" action="/rows" preventScrollReset className="flex gap-2">
        {retained.map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <input
          type="search"
          name="q"
          aria-label={ROWS_TEXT.searchIdAgentOr}
          placeholder={ROWS_TEXT.idAgentOrReason}
          maxLength={300}
          defaultValue={view.filters.search ?? ""}
          key={view.filters.search ?? ""}
          className={`${INPUT_CLASSES} h-8 w-56`}
        />
        <Button>{ROWS_TEXT.search}</Button>
      </Form>
      {chosen.map(({ name, value }) => (
        <Link
          key={name}
          to={change({ [FILTER_PARTS[name]]: null })}
          preventScrollReset
          aria-label={removeFilter(name, value)}
          className="inline-flex h-8 items-center gap-1.5 rounded-md border border-brand bg-surface px-2.5 text-xs text-ink shadow-card hover:bg-sunken"
        >
          {filterText(name, value)} <span aria-hidden="true">×</span>
        </Link>
      ))}
      {view.rule !== null && view.filters.offTarget === null && (
        <Link
          to={change({ [FILTER_PARTS.offTarget]: "yes" })}
          preventScrollReset
          className={`${CHIP_CLASSES} inline-flex items-center`}
        >
          {offTargetOnly(view.shown.offTarget)}
        </Link>
      )}
      {open.map((by) => (
        <FilterChip
          key={by}
          name={FILTER_LABELS[by]}
          label={ALL_OF[by]}
          options={view.totals[by].shown.map(({ name }) => ({
            label: nameOrNone(name),
            href: change({ [FILTER_PARTS[by]]: name }),
            current: false,
          }))}
        />
      ))}
      {chosen.length > 1 && (
        <Link
          to={change(Object.fromEntries(FILTERS.map((name) => [FILTER_PARTS[name], null])))}
          preventScrollReset
          className="prose-link text-xs"
        >
          {ROWS_TEXT.clearFilters}
        </Link>
      )}
      <div className="ms-auto">
        <ColumnChooser view={view} retained={[...new URLSearchParams(address.split("?")[1] ?? "")]} />
      </div>
    </div>
  );
}
