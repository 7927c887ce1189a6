import { z } from "zod";
import { oneLineName } from "~/domain/input/one-line-name";
import { recordId } from "~/domain/input/record-id";
import { ROLES } from "~/domain/access/viewer";
import { API_KEYS } from "~/wording/access/api-keys";
import { ACCOUNT_ERRORS } from "~/wording/access/sign-in";

const role = z.enum(ROLES, { error: ACCOUNT_ERRORS.chooseRole });
const vendorId = recordId.optional();
const belongs = (entry: { role: string; vendorId?: number | undefined }) =>
  entry.role !== "partner" || entry.vendorId !== undefined;
const belongsProblem = { path: ["vendorId"], error: ACCOUNT_ERRORS.choosePartner };

/** Only a partner belongs to a vendor. */
function withVendor<T extends { role: string; vendorId?: number | undefined }>(entry: T) {
  return { ...entry, vendorId: entry.role === "partner" ? (entry.vendorId ?? null) : null };
}

export const invitationSchema = z
  .object({
    name: oneLineName(ACCOUNT_ERRORS.enterName),
    email: z.email(ACCOUNT_ERRORS.enterEmail).max(320, ACCOUNT_ERRORS.tooLong(320)).toLowerCase(),
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
const KEY_DAYS_WORDS = API_KEYS.errors.days(KEY_DAYS_MAX);

const SOURCE = /^[a-z0-9][a-z0-9-]{0,62}$/;
const sourcesIn = (text: string) => text.split(/[\s,;]+/).filter((source) => source !== "");
const sources = z
  .string()
  .max(2_000, ACCOUNT_ERRORS.tooLong(2_000))
  .default("")
  .refine((text) => text === "" || sourcesIn(text).length > 0, API_KEYS.errors.noSource)
  .transform(sourcesIn)
  .refine((names) => names.every((source) => SOURCE.test(source)), {
    error: API_KEYS.errors.source,
  });

export const keySchema = z
  .object({
    name: oneLineName(API_KEYS.errors.name),
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
