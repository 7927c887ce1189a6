/** Who a share link is for. A link for the partner never shows internal notes; the database refuses one that would. */
export const LINK_AUDIENCE_KINDS = ["partner", "internal"] as const;
export type LinkAudienceKind = (typeof LINK_AUDIENCE_KINDS)[number];

/** Who a link to figures of so many partners may be for: partners do not see each other's. The database refuses others. */
export function audienceKindsFor(partners: number): readonly LinkAudienceKind[] {
  return partners === 1 ? LINK_AUDIENCE_KINDS : ["internal"];
}
