import { z } from "zod";
import { audienceKindsFor, LINK_AUDIENCE_KINDS } from "~/domain/access/link-audience";
import { oneLineName, optionalOneLineName } from "~/domain/input/one-line-name";

export const EXPIRY_DAYS_DEFAULT = 90;
export const EXPIRY_DAYS_MAX = 730;
/** A link's password travels by another way and is tried at a slow rate; it may be shorter than a person's. */
const LINK_PASSWORD_MIN = 8;
const LINK_PASSWORD_MAX = 256;

const DAYS_WORDS = `From 1 to ${EXPIRY_DAYS_MAX} days.`;

const INTERNAL_NOTES_REFUSED =
  "A link for the partner cannot show internal notes. Choose internal stakeholders, or clear this box.";

const SEVERAL_PARTNERS_REFUSED =
  "This view shows several partners, and partners do not see each other’s figures. Choose internal stakeholders, or share one partner’s view.";

/** What the share form asks besides the view itself, of a view that shows so many partners. */
export function shareRequestSchemaFor(partners: number) {
  return z
    .object({
      name: oneLineName("Name the link."),
      audience: optionalOneLineName,
      audienceKind: z.enum(LINK_AUDIENCE_KINDS, { error: "Choose who the link is for." }),
      days: z.coerce.number({ error: DAYS_WORDS }).int(DAYS_WORDS).min(1, DAYS_WORDS).max(EXPIRY_DAYS_MAX, DAYS_WORDS),
      password: z
        .string()
        .min(LINK_PASSWORD_MIN, `At least ${LINK_PASSWORD_MIN} characters, or none.`)
        .max(LINK_PASSWORD_MAX, `At most ${LINK_PASSWORD_MAX} characters.`)
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
