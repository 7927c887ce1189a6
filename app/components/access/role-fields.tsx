import { entered, type FormAnswer } from "../ui/forms/entered";
import { ROLE_OPTIONS } from "~/wording/access/roles";
import { SelectField } from "../ui/forms/select-field";
import { ROLE_FIELDS } from "~/wording/access/people";

type RoleFieldsProps = {
  answer?: FormAnswer | undefined;
  vendors: readonly { id: number; name: string }[];
  role?: string | undefined;
  vendorId?: number | null | undefined;
};

/** What someone or something may do, and for those of a partner which one. */
export function RoleFields({ answer, vendors, role = "stakeholder", vendorId }: RoleFieldsProps) {
  const roleEntry = entered(answer, "role");
  const vendorEntry = entered(answer, "vendorId");
  return (
    <>
      <SelectField
        label={ROLE_FIELDS.role}
        name="role"
        options={ROLE_OPTIONS}
        errors={roleEntry.errors}
        defaultValue={roleEntry.defaultValue ?? role}
      />
      <SelectField
        {...ROLE_FIELDS.partner}
        name="vendorId"
        options={[
          { value: "", label: ROLE_FIELDS.noPartner },
          ...vendors.map((vendor) => ({ value: String(vendor.id), label: vendor.name })),
        ]}
        errors={vendorEntry.errors}
        defaultValue={vendorEntry.defaultValue ?? (vendorId ? String(vendorId) : "")}
      />
    </>
  );
}
