import { useState } from "react";
import { FileField } from "./file-field";
import { SelectField } from "./select-field";
import { TextField } from "./text-field";
import { TextareaField } from "./textarea-field";

type ImportWishFieldsProps = {
  vendors: readonly { key: string; name: string }[];
  mappings: readonly { id: number; name: string; version: number; kind: string }[];
  /** The choice that stands for a partner not known yet. */
  newVendor: string;
  chosen: { mapping: string; mappingText: string; vendor: string; newVendorName: string };
  /** Offer to choose a mapping as a file too; needs a form that sends files. */
  takesFile?: boolean | undefined;
};

/** How a file is to be read, and whose it is. */
export function ImportWishFields({ vendors, mappings, newVendor, chosen, takesFile = false }: ImportWishFieldsProps) {
  const [mapping, setMapping] = useState(chosen.mapping);
  const [vendor, setVendor] = useState(chosen.vendor);
  return (
    <>
      <SelectField
        label="Mapping"
        name="mapping"
        hint="How the file is read: which column feeds which field, in which unit and time zone."
        value={mapping}
        onChange={(event) => setMapping(event.currentTarget.value)}
        options={[
          ...mappings.map(({ id, name, version, kind }) => ({
            value: String(id),
            label: `${name} (${kind}, version ${version})`,
          })),
          { value: "", label: "Another one, as JSON" },
        ]}
      />
      {mapping === "" && (
        <TextareaField
          label="Mapping as JSON"
          name="mappingText"
          code
          rows={10}
          spellCheck={false}
          defaultValue={chosen.mappingText}
        />
      )}
      {mapping === "" && takesFile && (
        <FileField
          label="Or choose the mapping as a file"
          name="mappingFile"
          accept=".json,application/json"
          hint="JSON"
        />
      )}
      <SelectField
        label="Partner"
        name="vendor"
        value={vendor}
        onChange={(event) => setVendor(event.currentTarget.value)}
        options={[
          { value: "", label: "As the mapping says" },
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
