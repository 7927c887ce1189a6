import { Card } from "../ui/card";
import { SelectField } from "../ui/forms/select-field";

type MappingWideProps = {
  wide: {
    /** Which columns become rows, in a sentence. */
    reason: string;
    taken: boolean;
    /** Whether it is the rows that name measures, rather than the columns that repeat. */
    isRowPerMeasure: boolean;
  };
};

/** Whether the columns of a wide file are read as rows, or the rows of one with a measure each by what they name. Its field belongs to the form around it. */
export function MappingWide({ wide }: MappingWideProps) {
  const now = wide.taken ? "rows" : "none";
  return (
    <Card className="mb-4">
      <input type="hidden" name="was-wide" value={now} />
      <div className="max-w-md">
        <SelectField
          label={wide.isRowPerMeasure ? "Figures of several measures" : "Columns that repeat"}
          name="wide"
          defaultValue={now}
          options={[
            { value: "rows", label: wide.isRowPerMeasure ? "are of the measure that the row names" : "become rows" },
            { value: "none", label: "are read as they stand" },
          ]}
          hint={wide.reason}
        />
      </div>
    </Card>
  );
}
