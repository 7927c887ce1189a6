import { FORMER_AUDIT_ACTIONS } from "./former-names";

/** Every event of the audit log, by what it is about. What is written and not listed here fails the tests. */
export const AUDIT_KINDS = {
  "sign-ins": [
    "sign-in.succeeded",
    "sign-in.failed",
    "sign-in.slowed",
    "sign-out",
    "session.ended",
    "session.all-ended",
  ],
  people: ["person.added", "person.invited", "person.changed", "person.password-set"],
  keys: ["key.minted", "key.revoked", "key.used", "key.refused"],
  links: [
    "link.minted",
    "link.paused",
    "link.resumed",
    "link.revoked",
    "link.opened",
    "link.password-failed",
    "link.unknown",
  ],
  exports: ["export.downloaded"],
  imports: ["import.applied", "import.reverted", "mapping.saved", "roll-up.repaired"],
  deliveries: [
    "expected-file.added",
    "expected-file.changed",
    "expected-file.paused",
    "expected-file.resumed",
    "expected-file.removed",
  ],
  notes: ["note.recorded", "note.revised", "note.archived", "note.restored"],
  sows: ["sow.applied"],
  statements: [
    "statement.review-started",
    "statement.signed-by-lead",
    "statement.signed-by-partner",
    "statement.returned",
    "statement.closed",
    "statement.reopened",
  ],
  exclusions: ["exclusion.requested", "exclusion.decided"],
  settings: ["organization.changed", "demo.seeded", "demo.removed", "audit.removed"],
} as const;

export type AuditKind = keyof typeof AUDIT_KINDS;
export type AuditAction = (typeof AUDIT_KINDS)[AuditKind][number];

export const AUDIT_KIND_KEYS = Object.keys(AUDIT_KINDS).filter((key): key is AuditKind =>
  Object.hasOwn(AUDIT_KINDS, key),
);

const FORMER: ReadonlyMap<string, AuditAction> = new Map(Object.entries(FORMER_AUDIT_ACTIONS));

/** The current name of an action that may be stored under the name of an earlier release. */
export function currentAuditAction(action: string): string {
  return FORMER.get(action) ?? action;
}

/** Every name under which actions of a kind are stored. */
export function storedActionsOf(kind: AuditKind): string[] {
  const current = new Set<string>(AUDIT_KINDS[kind]);
  return [...current, ...[...FORMER].flatMap(([former, action]) => (current.has(action) ? [former] : []))];
}

/** The kind of an event; null for one that this version does not know. */
export function auditKindOf(action: string): AuditKind | null {
  return AUDIT_KIND_KEYS.find((kind) => AUDIT_KINDS[kind].some((known) => known === action)) ?? null;
}
