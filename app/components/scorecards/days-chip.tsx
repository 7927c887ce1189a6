import type { Day } from "~/domain/calendar/day";
import type { DaysPreset } from "~/domain/calendar/period-choices";
import { METRIC_FILTER_TEXT } from "~/wording/scorecards/filters";
import { presetName } from "~/wording/scorecards/would-be";
import { addressOf } from "../layout/addresses";
import { TextField } from "../ui/forms/text-field";
import { FormChip } from "../ui/menus/form-chip";

type DaysChipProps = {
  path: string;
  /** The other parts of the address, which stay as they are. */
  parts: Readonly<Record<string, string | number | null | undefined>>;
  range: { readonly from: Day; readonly to: Day; readonly label: string };
  presets: readonly DaysPreset[];
};

/** The days that a page is about: this or the last week, month, quarter or year, or any others. */
export function DaysChip({ path, parts, range, presets }: DaysChipProps) {
  const keep = Object.entries(parts).flatMap(([name, value]) =>
    value === null || value === undefined || value === "" ? [] : [{ name, value: String(value) }],
  );
  return (
    <FormChip
      name={METRIC_FILTER_TEXT.days}
      label={range.label}
      keep={keep}
      choices={presets.map(({ which, kind, from, to }) => ({
        label: presetName(which, kind),
        href: addressOf(path, { ...parts, from, to }),
        current: from === range.from && to === range.to,
      }))}
    >
      <TextField label={METRIC_FILTER_TEXT.firstDay} name="from" type="date" defaultValue={range.from} />
      <TextField label={METRIC_FILTER_TEXT.lastDay} name="to" type="date" defaultValue={range.to} />
    </FormChip>
  );
}
