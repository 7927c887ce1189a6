import { z } from "zod";
import { audienceKindsFor, LINK_AUDIENCE_KINDS } from "~/domain/access/link-audience";
import { oneLineName, optionalOneLineName } from "~/domain/input/one-line-name";
import { LINK_REFUSAL_TEXT } from "~/wording/sharing/link-form";

export const EXPIRY_DAYS_DEFAULT = 90;
export const EXPIRY_DAYS_MAX = 730;
/** A link's password travels by another way and is tried at a slow rate; it may be shorter than a person's. */
const LINK_PASSWORD_MIN = 8;
const LINK_PASSWORD_MAX = 256;

const DAYS_WORDS = LINK_REFUSAL_TEXT.enter1Days(EXPIRY_DAYS_MAX);

const INTERNAL_NOTES_REFUSED = LINK_REFUSAL_TEXT.partnerLinkCantShow;

const SEVERAL_PARTNERS_REFUSED = LINK_REFUSAL_TEXT.thisPageShowsSeveral;

/** What the share form asks besides the view itself, of a view that shows so many partners. */
export function shareRequestSchemaFor(partners: number) {
  return z
    .object({
      name: oneLineName(LINK_REFUSAL_TEXT.nameLink),
      audience: optionalOneLineName,
      audienceKind: z.enum(LINK_AUDIENCE_KINDS, { error: LINK_REFUSAL_TEXT.chooseAudience }),
      days: z.coerce.number({ error: DAYS_WORDS }).int(DAYS_WORDS).min(1, DAYS_WORDS).max(EXPIRY_DAYS_MAX, DAYS_WORDS),
      password: z
        .string()
        .min(LINK_PASSWORD_MIN, LINK_REFUSAL_TEXT.useAtMinCharacters(LINK_PASSWORD_MIN))
        .max(LINK_PASSWORD_MAX, LINK_REFUSAL_TEXT.useAtMaxCharacters(LINK_PASSWORD_MAX))
        .optional(),
      showNotes: z.coerce.boolean().default(false),
      showInternalNotes: z.coerce.boolean().default(false),
      allowDownloads: z.coerce.boolean().default(false),
    })
    .refine(({ audienceKind, showInternalNotes }) => audienceKind === "internal" || !showInternalNotes, {
      path: ["showInternalNotes"],
      error: INTERNAL_NOTES_REFUSED,
    })
    .refine(({ audienceKind }) => audienceKindsFor(partners).includes(audienceKind), {
      path: ["audienceKind"],
      error: SEVERAL_PARTNERS_REFUSED,
    })
    .transform(({ showNotes, showInternalNotes, ...requested }) => ({
      ...requested,
      notes: showInternalNotes ? ("all" as const) : showNotes ? ("partner" as const) : ("none" as const),
    }));
}
