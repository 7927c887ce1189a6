import type { PeriodChoices } from "~/domain/scorecards/portfolio-view";
import { presetName } from "~/wording/scorecards/would-be";
import type { FilterOption } from "../ui/menus/filter-chip";

/** The presets of a period picker as links. */
export function presets(
  offered: PeriodChoices["presets"],
  current: string,
  hrefOf: (period: string) => string,
): FilterOption[] {
  return offered.map(({ which, kind, key }) => ({
    label: presetName(which, kind),
    href: hrefOf(key),
    current: key === current,
  }));
}
