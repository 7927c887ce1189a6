import { isColumnShown, ROW_COLUMNS, type RowsView } from "~/domain/scorecards/rows-view";
import { COLUMN_CHOICES, ROWS_TEXT } from "~/wording/scorecards/rows-page";
import { addressOf } from "../layout/addresses";
import { CheckboxField } from "../ui/forms/checkbox-field";
import { FormChip } from "../ui/menus/form-chip";

type ColumnChooserProps = {
  view: RowsView;
  /** The parts of the address. */
  retained: readonly (readonly [name: string, value: string])[];
};

/** Which columns the rows have, retained in the address. */
export function ColumnChooser({ view, retained }: ColumnChooserProps) {
  const others = retained.filter(([name]) => name !== "columns");
  const all = addressOf("/rows", Object.fromEntries(others));
  return (
    <FormChip
      name={ROWS_TEXT.columns}
      label={ROWS_TEXT.columns}
      active={view.columnsShown !== null}
      align="end"
      choices={[{ label: ROWS_TEXT.allColumns, href: `${all}#rows`, current: view.columnsShown === null }]}
      // Named even where no box is ticked, as an address without columns shows all.
      keep={[...others.map(([name, value]) => ({ name, value })), { name: "columns", value: "when" }]}
    >
      <div className="grid grid-cols-2 gap-2">
        {ROW_COLUMNS.map((column) => (
          <CheckboxField
            key={`${column} ${isColumnShown(view, column)}`}
            label={COLUMN_CHOICES[column]}
            name="columns"
            value={column}
            defaultChecked={isColumnShown(view, column)}
          />
        ))}
      </div>
      <p className="text-xs text-ink-3">{ROWS_TEXT.columnsHint}</p>
    </FormChip>
  );
}
