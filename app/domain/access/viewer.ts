import type { Day } from "~/domain/calendar/day";
import type { ImportLimits } from "./import-limits";

/** What people can be. `partner` people and keys belong to one vendor and see nothing else. */
export const ROLES = ["admin", "lead", "analyst", "stakeholder", "partner"] as const;
export type Role = (typeof ROLES)[number];
export type MemberRole = Exclude<Role, "partner">;

/** Which root-cause notes may be read: every one, those shared with the partner, or none. */
export const NOTES_SCOPES = ["none", "partner", "all"] as const;
export type NotesScope = (typeof NOTES_SCOPES)[number];

/**
 * The data that a viewer may read. `"all"` sets no limit; an empty list lets nothing through.
 * `fromDay` and `toDay` are the first and the last day, both included; null sets no limit.
 */
export type Scope = {
  readonly vendorIds: readonly number[] | "all";
  readonly sites: readonly string[] | "all";
  readonly programs: readonly string[] | "all";
  readonly channels: readonly string[] | "all";
  readonly fromDay: Day | null;
  readonly toDay: Day | null;
  readonly notes: NotesScope;
  readonly downloads: boolean;
};

/** Whoever asks: a person, a partner's person, an opened link or an API key. Every read takes one. */
export type Viewer =
  | {
      readonly kind: "member";
      readonly userId: string;
      readonly name: string;
      readonly email: string;
      readonly role: MemberRole;
      readonly scope: Scope;
    }
  | {
      readonly kind: "partner";
      readonly userId: string;
      readonly name: string;
      readonly email: string;
      readonly vendorId: number;
      readonly scope: Scope;
    }
  | { readonly kind: "share"; readonly linkId: string; readonly linkName: string; readonly scope: Scope }
  | {
      readonly kind: "key";
      readonly keyId: string;
      readonly name: string;
      readonly role: Role;
      readonly scope: Scope;
      /** Where its imports are limited beyond its role and scope. */
      readonly imports?: ImportLimits;
    }
  /** The watched folder into which files are dropped: an actor without a person. */
  | { readonly kind: "folder"; readonly name: string; readonly scope: Scope };

/** True for viewers whose reads go through the unprivileged database role: partners, partners' keys, links. */
export function isOutside(viewer: Viewer): boolean {
  switch (viewer.kind) {
    case "member":
    case "folder":
      return false;
    case "partner":
    case "share":
      return true;
    case "key":
      return viewer.role === "partner";
  }
}

/** Whether nothing of a partner is kept from the viewer: no slice and no day. Money that rests on all of it is shown to no one else. */
export function seesWholeVendors({ scope }: Pick<Viewer, "scope">): boolean {
  const slices = [scope.sites, scope.programs, scope.channels];
  return slices.every((names) => names === "all") && scope.fromDay === null && scope.toDay === null;
}

/** The role whose permissions apply; null for a link, which has its own short list. */
export function roleOf(viewer: Viewer): Role | null {
  switch (viewer.kind) {
    case "member":
    case "key":
      return viewer.role;
    case "partner":
      return "partner";
    case "folder":
      return "analyst";
    case "share":
      return null;
  }
}

/** Tells one viewer from every other: what one asks at a time is counted by it. */
export function viewerKey(viewer: Viewer): string {
  switch (viewer.kind) {
    case "member":
    case "partner":
      return `user ${viewer.userId}`;
    case "share":
      return `link ${viewer.linkId}`;
    case "key":
      return `key ${viewer.keyId}`;
    case "folder":
      return "folder";
  }
}

/** The name written beside what the viewer does. */
export function viewerName(viewer: Viewer): string {
  return viewer.kind === "share" ? viewer.linkName : viewer.name;
}
