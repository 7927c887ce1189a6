import { Card } from "../ui/card";
import { SelectField } from "../ui/forms/select-field";
import { MAPPING_STEP } from "~/wording/imports/mapping-step";

/** What a blank cell does to the existing value. Its field belongs to the form around it. */
export function MappingBlanks({ blanks }: { blanks: "keep" | "erase" }) {
  const text = MAPPING_STEP.blanks;
  return (
    <Card className="my-4">
      <input type="hidden" name="was-blanks" value={blanks} />
      <div className="max-w-md">
        <SelectField
          label={text.label}
          name="blanks"
          defaultValue={blanks}
          options={[
            { value: "keep", label: text.keep },
            { value: "erase", label: text.erase },
          ]}
          hint={text.hint}
        />
      </div>
    </Card>
  );
}
