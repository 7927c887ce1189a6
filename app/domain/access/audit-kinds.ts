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
  imports: ["import.applied", "import.withdrawn", "mapping.saved", "roll-up.repaired"],
  deliveries: ["arrival.expected", "arrival.revised", "arrival.paused", "arrival.resumed", "arrival.removed"],
  notes: ["note.recorded", "note.revised", "note.archived", "note.restored"],
  sows: ["sow.applied"],
  settings: ["organisation.changed", "demo.seeded", "demo.removed", "audit.removed"],
} as const;

export type AuditKind = keyof typeof AUDIT_KINDS;
export type AuditAction = (typeof AUDIT_KINDS)[AuditKind][number];

export const AUDIT_KIND_KEYS = Object.keys(AUDIT_KINDS).filter((key): key is AuditKind =>
  Object.hasOwn(AUDIT_KINDS, key),
);

/** The kind of an event; null for one that this version does not know. */
export function auditKindOf(action: string): AuditKind | null {
  return AUDIT_KIND_KEYS.find((kind) => AUDIT_KINDS[kind].some((known) => known === action)) ?? null;
}
