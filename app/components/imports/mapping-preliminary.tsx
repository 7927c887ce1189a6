import { Card } from "../ui/card";
import { SelectField } from "../ui/forms/select-field";
import { STATUS_FIELD as text } from "~/wording/imports/mapping-step";

export type ShownStatus = {
  /** What is stated of all rows; null: the mapping tells it row by row. */
  all: "unstated" | "preliminary" | "final" | null;
  /** The column that tells it, where one does. */
  column: string | null;
  /** Whether it can be left to the mapping. */
  mayFollow: boolean;
};

const CHOICES = [
  { value: "unstated", label: text.unstated },
  { value: "preliminary", label: text.preliminary },
  { value: "final", label: text.final },
];

/** Whether the figures of a file are preliminary or final. Its field belongs to the form around it. */
export function MappingStatus({ status, suggested }: { status: ShownStatus; suggested: boolean }) {
  const { all, column, mayFollow } = status;
  const byMapping = column === null ? text.byMapping : text.byColumn(column);
  return (
    <Card className="my-4">
      <input type="hidden" name="was-status" value={all ?? "mapping"} />
      <div className="max-w-md">
        <SelectField
          label={text.label}
          name="status"
          defaultValue={all ?? "mapping"}
          options={[...(mayFollow ? [{ value: "mapping", label: byMapping }] : []), ...CHOICES]}
          hint={suggested && !mayFollow ? `${text.hint} ${text.columnHint}` : text.hint}
        />
      </div>
    </Card>
  );
}
