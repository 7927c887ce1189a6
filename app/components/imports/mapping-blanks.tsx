import { Card } from "../ui/card";
import { SelectField } from "../ui/forms/select-field";

/** What a cell left blank does to what was known. Its field belongs to the form around it. */
export function MappingBlanks({ blanks }: { blanks: "keep" | "erase" }) {
  return (
    <Card className="my-4">
      <input type="hidden" name="was-blanks" value={blanks} />
      <div className="max-w-md">
        <SelectField
          label="When a row is sent again with a blank cell"
          name="blanks"
          defaultValue={blanks}
          options={[
            { value: "keep", label: "what was known stays" },
            { value: "erase", label: "what was known is taken away" },
          ]}
          hint="A later file may leave out what an earlier one said of the same row."
        />
      </div>
    </Card>
  );
}
