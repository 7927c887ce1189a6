import type { CreatorState } from "~/domain/access/credential-state";

export const SHARED_VIEW_LABELS = { scorecard: "Scorecard", portfolio: "Portfolio", metric: "Metric" } as const;

export const AUDIENCE_KIND_LABELS = { partner: "Partner", internal: "Internal stakeholders" } as const;

/** Which root-cause notes a link shows, for the list of links. */
export const LINK_NOTES_LABELS = { none: "no notes", partner: "shared notes", all: "internal notes" } as const;

export const LINK_STATE_LABELS = {
  active: "Active",
  paused: "Paused",
  stopped: "Stopped",
  expired: "Expired",
  revoked: "Revoked",
} as const;

/** Why a key or link is stopped. */
export function stoppedText(creator: CreatorState): string {
  return creator === "demoted"
    ? "Stopped: the creator’s role no longer allows it"
    : "Stopped: the creator’s account is disabled";
}
