import { Card } from "../ui/card";
import { SelectField } from "../ui/forms/select-field";

export type ShownStanding = {
  /** What is said of all rows; null: the mapping tells it row by row. */
  all: "unsaid" | "preliminary" | "final" | null;
  /** The column that tells it, where one does. */
  column: string | null;
  /** Whether it can be left to the mapping. */
  mayFollow: boolean;
};

const CHOICES = [
  { value: "unsaid", label: "is not said: they count as final" },
  { value: "preliminary", label: "all are preliminary" },
  { value: "final", label: "all are final" },
];

/** Whether the figures of a file are preliminary or final. Its field belongs to the form around it. */
export function MappingStanding({ standing, guessed }: { standing: ShownStanding; guessed: boolean }) {
  const { all, column, mayFollow } = standing;
  const byMapping = column === null ? "as the mapping has it" : `the column “${column}” says`;
  const hint = "Final rows replace preliminary ones of the same id; preliminary rows never replace final ones.";
  const elsewhere = " Where a column says it, choose “Preliminary or final” for that column above.";
  return (
    <Card className="my-4">
      <input type="hidden" name="was-standing" value={all ?? "mapping"} />
      <div className="max-w-md">
        <SelectField
          label="Whether these figures are preliminary or final"
          name="standing"
          defaultValue={all ?? "mapping"}
          options={[...(mayFollow ? [{ value: "mapping", label: byMapping }] : []), ...CHOICES]}
          hint={guessed && !mayFollow ? hint + elsewhere : hint}
        />
      </div>
    </Card>
  );
}
