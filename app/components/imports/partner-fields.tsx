import { useState } from "react";
import { SelectField } from "../ui/forms/select-field";
import { TextField } from "../ui/forms/text-field";

type PartnerFieldsProps = {
  vendors: readonly { key: string; name: string }[];
  /** The choice that stands for a partner not known yet. */
  newVendor: string;
  chosen: { vendor: string; newVendorName: string };
  /** The zones to choose the new partner's from; absent where another field of the form asks for it. */
  zones?: readonly string[];
};

/** Whose file it is. */
export function PartnerFields({ vendors, newVendor, chosen, zones }: PartnerFieldsProps) {
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
      {vendor === newVendor && zones !== undefined && (
        <SelectField
          label="Time zone of its times"
          name="zone"
          required
          defaultValue=""
          options={[{ value: "", label: "Choose a time zone" }, ...zones.map((zone) => ({ value: zone, label: zone }))]}
          hint="Times in its files that name no zone are read in it"
        />
      )}
    </>
  );
}
