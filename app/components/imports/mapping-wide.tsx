import { Card } from "../ui/card";
import { SelectField } from "../ui/forms/select-field";
import { MAPPING_STEP } from "~/wording/imports/mapping-step";

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
  const text = MAPPING_STEP.wide;
  const now = wide.taken ? "rows" : "none";
  return (
    <Card className="mb-4">
      <input type="hidden" name="was-wide" value={now} />
      <div className="max-w-md">
        <SelectField
          label={wide.isRowPerMeasure ? text.measures : text.repeated}
          name="wide"
          defaultValue={now}
          options={[
            { value: "rows", label: wide.isRowPerMeasure ? text.byMeasure : text.toRows },
            { value: "none", label: text.asIs },
          ]}
          hint={wide.reason}
        />
      </div>
    </Card>
  );
}
