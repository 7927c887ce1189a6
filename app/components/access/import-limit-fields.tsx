import { CheckboxField } from "../ui/forms/checkbox-field";
import { entered, type FormAnswer } from "../ui/forms/entered";
import { FieldGroup } from "../ui/forms/field-group";
import { TextField } from "../ui/forms/text-field";
import { IMPORT_LIMITS } from "~/wording/access/api-keys";

type ImportLimitFieldsProps = {
  answer?: FormAnswer | undefined;
  vendors: readonly { id: number; name: string }[];
  /** Those known so far; others may be named. */
  sources: readonly string[];
};

/** Which files a key may import. Nothing named: any that its role may. */
export function ImportLimitFields({ answer, vendors, sources }: ImportLimitFieldsProps) {
  return (
    <>
      <TextField
        label={IMPORT_LIMITS.sources}
        name="importSources"
        hint={IMPORT_LIMITS.sourcesHint(sources)}
        {...entered(answer, "importSources")}
      />
      {vendors.length > 0 && (
        <FieldGroup legend={IMPORT_LIMITS.partners} hint={IMPORT_LIMITS.partnersHint} columns={2}>
          {vendors.map(({ id, name }) => (
            <CheckboxField key={id} label={name} name="importVendorIds" value={String(id)} />
          ))}
        </FieldGroup>
      )}
    </>
  );
}
