import { roleOf, ROLES, type Role, type Viewer } from "./viewer";

/** Everything that can be done, one name each. What no table below grants is refused. */
export const PERMISSIONS = [
  "portfolio.read",
  "scorecard.read",
  "metric.read",
  "explain.read",
  "rows.read",
  "downloads.read",
  "notes.read",
  "notes.write",
  "imports.read",
  "imports.write",
  "deliveries.read",
  "deliveries.write",
  "sows.read",
  "sows.write",
  "statements.read",
  "statements.sign",
  "exclusions.read",
  "exclusions.write",
  "exclusions.decide",
  "links.read",
  "links.write",
  "people.read",
  "people.write",
  "keys.read",
  "keys.write",
  "organization.read",
  "organization.write",
  "audit.read",
  "demo.remove",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const STAKEHOLDER: readonly Permission[] = [
  "portfolio.read",
  "scorecard.read",
  "metric.read",
  "explain.read",
  "downloads.read",
  "notes.read",
  "sows.read",
  "statements.read",
  "exclusions.read",
];

const ANALYST: readonly Permission[] = [
  ...STAKEHOLDER,
  "rows.read",
  "notes.write",
  "imports.read",
  "imports.write",
  "deliveries.read",
  "deliveries.write",
  "sows.write",
  "exclusions.write",
  "links.read",
  "organization.read",
];

const LEAD: readonly Permission[] = [
  ...ANALYST,
  "statements.sign",
  "exclusions.decide",
  "links.write",
  "people.read",
  "audit.read",
];

/** Within its own vendor only: the scope sees to that. */
const PARTNER: readonly Permission[] = [
  "portfolio.read",
  "scorecard.read",
  "metric.read",
  "explain.read",
  "rows.read",
  "downloads.read",
  "notes.read",
  "deliveries.read",
  "sows.read",
  "statements.read",
  "statements.sign",
  "exclusions.read",
  "exclusions.write",
];

const BY_ROLE: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  admin: new Set(PERMISSIONS),
  lead: new Set(LEAD),
  analyst: new Set(ANALYST),
  stakeholder: new Set(STAKEHOLDER),
  partner: new Set(PARTNER),
};

/** A link shows the view that it was made for: figures, and notes or downloads where its switches say so. */
const BY_LINK: ReadonlySet<Permission> = new Set(["portfolio.read", "scorecard.read", "metric.read"]);

/** Whether the role includes this. False for a role that is not known. */
export function roleHolds(role: string, permission: Permission): boolean {
  return ROLES.some((known) => known === role && BY_ROLE[known].has(permission));
}

/** Whether the viewer may do this at all; on which data, its scope says. Denies by default. */
export function may(viewer: Viewer, permission: Permission): boolean {
  if (permission === "notes.read" && viewer.scope.notes === "none") return false;
  if (permission === "downloads.read" && !viewer.scope.downloads) return false;
  const role = roleOf(viewer);
  if (role !== null) return roleHolds(role, permission);
  return BY_LINK.has(permission) || permission === "notes.read" || permission === "downloads.read";
}
