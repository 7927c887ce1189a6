import { useState } from "react";
import { SelectField } from "../ui/forms/select-field";
import { TextField } from "../ui/forms/text-field";
import { NEW_IMPORT as text } from "~/wording/imports/import-pages";

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
        label={text.partner}
        name="vendor"
        value={vendor}
        onChange={(event) => setVendor(event.currentTarget.value)}
        options={[
          { value: "", label: text.choosePartner },
          ...vendors.map(({ key, name }) => ({ value: key, label: name })),
          { value: newVendor, label: text.newPartner },
        ]}
      />
      {vendor === newVendor && (
        <TextField label={text.newPartnerName} name="newVendor" required defaultValue={chosen.newVendorName} />
      )}
      {vendor === newVendor && zones !== undefined && (
        <SelectField
          label={text.zone}
          name="zone"
          required
          defaultValue=""
          options={[{ value: "", label: text.chooseZone }, ...zones.map((zone) => ({ value: zone, label: zone }))]}
          hint={text.zoneHint}
        />
      )}
    </>
  );
}
