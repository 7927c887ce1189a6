import { Card } from "./card";
import { SelectField } from "./select-field";

type MappingWideProps = {
  wide: {
    /** Which columns become rows, in a sentence. */
    reason: string;
    taken: boolean;
  };
};

/** Whether the columns of a wide file are read as rows. Its field belongs to the form around it. */
export function MappingWide({ wide }: MappingWideProps) {
  const now = wide.taken ? "rows" : "none";
  return (
    <Card className="mb-4">
      <input type="hidden" name="was-wide" value={now} />
      <div className="max-w-md">
        <SelectField
          label="Columns that repeat"
          name="wide"
          defaultValue={now}
          options={[
            { value: "rows", label: "become rows" },
            { value: "none", label: "are read as they stand" },
          ]}
          hint={wide.reason}
        />
      </div>
    </Card>
  );
}
