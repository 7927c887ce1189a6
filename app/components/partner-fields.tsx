import { useState } from "react";
import { SelectField } from "./select-field";
import { TextField } from "./text-field";

type PartnerFieldsProps = {
  vendors: readonly { key: string; name: string }[];
  /** The choice that stands for a partner not known yet. */
  newVendor: string;
  chosen: { vendor: string; newVendorName: string };
};

/** Whose file it is. */
export function PartnerFields({ vendors, newVendor, chosen }: PartnerFieldsProps) {
  const [vendor, setVendor] = useState(chosen.vendor);
  return (
    <>
      <SelectField
        label="Partner"
        name="vendor"
        value={vendor}
        onChange={(event) => setVendor(event.currentTarget.value)}
        options={[
          { value: "", label: "Choose the partner, or let a column say it" },
          ...vendors.map(({ key, name }) => ({ value: key, label: name })),
          { value: newVendor, label: "A new partner" },
        ]}
      />
      {vendor === newVendor && (
        <TextField label="Name of the new partner" name="newVendor" required defaultValue={chosen.newVendorName} />
      )}
    </>
  );
}
