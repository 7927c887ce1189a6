/** Who a share link is for. A link for the partner never shows internal notes; the database refuses one that would. */
export const LINK_AUDIENCE_KINDS = ["partner", "internal"] as const;
export type LinkAudienceKind = (typeof LINK_AUDIENCE_KINDS)[number];
