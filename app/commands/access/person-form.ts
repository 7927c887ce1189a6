import { z } from "zod";
import { oneLineName } from "~/domain/input/one-line-name";
import { recordId } from "~/domain/input/record-id";
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
    name: oneLineName("Enter a name."),
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
const sourcesIn = (text: string) => text.split(/[\s,;]+/).filter((source) => source !== "");
const sources = z
  .string()
  .max(2_000, "At most 2,000 characters.")
  .default("")
  .refine((text) => text === "" || sourcesIn(text).length > 0, "Name at least one source, or leave this empty.")
  .transform(sourcesIn)
  .refine((names) => names.every((source) => SOURCE.test(source)), {
    error: "Name sources as mappings do: lower-case letters, digits and hyphens, parted by commas.",
  });

export const keySchema = z
  .object({
    name: oneLineName("Name what will use the key."),
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
