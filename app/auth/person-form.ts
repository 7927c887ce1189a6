import { z } from "zod";
import { recordId } from "~/domain/record-id";
import { ROLES } from "~/domain/access/viewer";

const role = z.enum(ROLES, { error: "Choose a role." });
const vendorId = recordId.optional();
const belongs = (entry: { role: string; vendorId?: number | undefined }) =>
  entry.role !== "partner" || entry.vendorId !== undefined;
const belongsProblem = { path: ["vendorId"], error: "Choose the partner that they belong to." };

/** Only a partner belongs to a vendor. */
function withVendor<T extends { role: string; vendorId?: number | undefined }>(entry: T) {
  return { ...entry, vendorId: entry.role === "partner" ? (entry.vendorId ?? null) : null };
}

export const invitationSchema = z
  .object({
    name: z.string({ error: "Enter a name." }).trim().min(1, "Enter a name.").max(120, "At most 120 characters."),
    email: z.email("Enter an e-mail address.").max(320, "At most 320 characters.").toLowerCase(),
    role,
    vendorId,
  })
  .refine(belongs, belongsProblem)
  .transform(withVendor);

export const personChangeSchema = z
  .object({ role, vendorId, disabled: z.coerce.boolean().default(false) })
  .refine(belongs, belongsProblem)
  .transform(withVendor);

/** A year: long enough for a nightly job, short enough that a forgotten key ends. */
export const KEY_DAYS_DEFAULT = 365;
export const KEY_DAYS_MAX = 730;
const KEY_DAYS_WORDS = `From 1 to ${KEY_DAYS_MAX} days.`;

const SOURCE = /^[a-z0-9][a-z0-9-]{0,62}$/;
const sources = z
  .string()
  .max(2_000, "At most 2,000 characters.")
  .default("")
  .transform((text) => text.split(/[\s,;]+/).filter((source) => source !== ""))
  .refine((names) => names.every((source) => SOURCE.test(source)), {
    error: "Name sources as mappings do: lower-case letters, digits and hyphens, parted by commas.",
  });

export const keySchema = z
  .object({
    name: z.string({ error: "Name what will use the key." }).trim().min(1).max(120, "At most 120 characters."),
    role,
    vendorId,
    /** None named: any that the role may import. */
    importSources: sources,
    importVendorIds: z.array(recordId).default([]),
    days: z.coerce
      .number({ error: KEY_DAYS_WORDS })
      .int(KEY_DAYS_WORDS)
      .min(1, KEY_DAYS_WORDS)
      .max(KEY_DAYS_MAX, KEY_DAYS_WORDS)
      .default(KEY_DAYS_DEFAULT),
  })
  .refine(belongs, belongsProblem)
  .transform(withVendor);
