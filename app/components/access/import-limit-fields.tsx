import { CheckboxField } from "../ui/forms/checkbox-field";
import { entered, type FormAnswer } from "../ui/forms/entered";
import { FieldGroup } from "../ui/forms/field-group";
import { TextField } from "../ui/forms/text-field";

type ImportLimitFieldsProps = {
  answer?: FormAnswer | undefined;
  vendors: readonly { id: number; name: string }[];
  /** Those known so far; others may be named. */
  sources: readonly string[];
};

/** Which files a key may import. Nothing named: any that its role may. */
export function ImportLimitFields({ answer, vendors, sources }: ImportLimitFieldsProps) {
  const known = sources.slice(0, 12).join(", ");
  return (
    <>
      <TextField
        label="Sources it may import"
        name="importSources"
        hint={`Empty: any. Parted by commas${known === "" ? "" : `; known are ${known}${sources.length > 12 ? ", …" : ""}`}.`}
        {...entered(answer, "importSources")}
      />
      {vendors.length > 0 && (
        <FieldGroup legend="Partners whose files it may import" hint="None ticked: anyone's." columns={2}>
          {vendors.map(({ id, name }) => (
            <CheckboxField key={id} label={name} name="importVendorIds" value={String(id)} />
          ))}
        </FieldGroup>
      )}
    </>
  );
}
