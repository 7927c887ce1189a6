import { entered, type FormAnswer } from "../ui/forms/entered";
import { ROLE_OPTIONS } from "~/wording/access/roles";
import { SelectField } from "../ui/forms/select-field";

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
        label="Role"
        name="role"
        options={ROLE_OPTIONS}
        errors={roleEntry.errors}
        defaultValue={roleEntry.defaultValue ?? role}
      />
      <SelectField
        label="Partner"
        name="vendorId"
        hint="For the role Partner only: they see this partner and nothing else."
        options={[
          { value: "", label: "None" },
          ...vendors.map((vendor) => ({ value: String(vendor.id), label: vendor.name })),
        ]}
        errors={vendorEntry.errors}
        defaultValue={vendorEntry.defaultValue ?? (vendorId ? String(vendorId) : "")}
      />
    </>
  );
}
