import { AUDIT_KIND_KEYS, type AuditAction, type AuditKind } from "~/domain/access/audit-kinds";

export const AUDIT_KIND_LABELS: Readonly<Record<AuditKind, string>> = {
  "sign-ins": "Sign-ins",
  people: "People",
  keys: "API keys",
  links: "Links",
  exports: "Exports",
  imports: "Imports and mappings",
  deliveries: "Expected files",
  notes: "Notes",
  sows: "SOWs",
  statements: "Statements",
  exclusions: "Exclusions",
  settings: "Settings",
};

export const AUDIT_KIND_OPTIONS = [
  { value: "", label: "All events" },
  ...AUDIT_KIND_KEYS.map((kind) => ({ value: kind, label: AUDIT_KIND_LABELS[kind] })),
];

const ACTION_LABELS: Readonly<Record<AuditAction, string>> = {
  "sign-in.succeeded": "Signed in",
  "sign-in.failed": "Failed sign-in",
  "sign-in.slowed": "Sign-in blocked: too many attempts",
  "sign-out": "Signed out",
  "session.ended": "Session ended",
  "session.all-ended": "Signed out everywhere",
  "person.added": "Person added",
  "person.invited": "One-time link created",
  "person.changed": "Access changed",
  "person.password-set": "Password set",
  "key.minted": "Key created",
  "key.revoked": "Key revoked",
  "key.used": "Key used",
  "key.refused": "Key refused",
  "link.minted": "Link created",
  "link.paused": "Link paused",
  "link.resumed": "Link resumed",
  "link.revoked": "Link revoked",
  "link.opened": "Link opened",
  "link.password-failed": "Wrong link password",
  "link.unknown": "Unknown link opened",
  "export.downloaded": "Exported",
  "import.applied": "Import applied",
  "import.reverted": "Import reverted",
  "mapping.saved": "Mapping saved",
  "roll-up.repaired": "Roll-up recalculated",
  "expected-file.added": "Expected file added",
  "expected-file.changed": "Expected file changed",
  "expected-file.paused": "Expected file paused",
  "expected-file.resumed": "Expected file resumed",
  "expected-file.removed": "Expected file removed",
  "note.recorded": "Note written",
  "note.revised": "Note changed",
  "note.archived": "Note archived",
  "note.restored": "Note restored",
  "sow.applied": "SOW applied",
  "statement.review-started": "Review of a month started",
  "statement.signed-by-lead": "Month signed by the lead",
  "statement.signed-by-partner": "Month signed by the partner",
  "statement.returned": "Month returned to review",
  "statement.closed": "Month closed",
  "statement.reopened": "Month reopened",
  "exclusion.requested": "Exclusion requested",
  "exclusion.decided": "Exclusion decided",
  "organization.changed": "Organization changed",
  "demo.seeded": "Demo data added",
  "demo.removed": "Demo data removed",
  "audit.removed": "Old audit log entries removed",
};

const WORDS: ReadonlyMap<string, string> = new Map(Object.entries(ACTION_LABELS));

/** What happened; an event that this version does not know reads as it is stored. */
export function auditActionText(action: string): string {
  return WORDS.get(action) ?? action;
}

/** Who did it: an address, or "Key: Warehouse export". */
export function auditActorText(actor: string): string {
  if (actor === "anonymous") return "Not signed in";
  if (actor === "retention") return "Scheduled job";
  if (actor.startsWith("key:")) return `Key: ${actor.slice(4)}`;
  if (actor.startsWith("link:")) return `Link: ${actor.slice(5)}`;
  return actor;
}

/** What it was done to, and where that can be seen. */
export function auditSubject(subject: string, name: string | null): { words: string; href: string | null } {
  const [prefix = "", id = ""] = subject.split(/[: ](.*)/s);
  switch (prefix) {
    case "user":
      return { words: name ?? "Deleted person", href: null };
    case "link":
      return { words: id === "" ? "" : (name ?? "Deleted link"), href: null };
    case "key":
      return { words: id === "" ? "" : (name ?? "Deleted key"), href: null };
    case "batch":
      return { words: `Import ${id}`, href: `/imports/${id}` };
    case "note":
      return { words: "Note", href: `/notes/${id}` };
    case "vendor":
      return { words: id, href: `/sows/${id}` };
    case "mapping":
      return { words: id, href: null };
    case "expected-file":
      return { words: "Expected file", href: `/expected-files/${id}` };
    case "exclusion":
      return { words: "Exclusion", href: `/exclusions/${id}` };
    default:
      return { words: "", href: null };
  }
}

const HIDDEN_DETAIL = ["sha256", "times", "since", "vendorId"];
const DETAIL_LABELS: ReadonlyMap<string, string> = new Map([
  ["address", "from"],
  ["audienceKind", "for"],
  ["from", "was"],
  ["to", "now"],
  ["importSources", "sources"],
  ["importVendorIds", "partners"],
  ["skipped", "skipped"],
]);

/** What else is known, as one line: "reason: wrong password · from: 192.0.2.1". */
export function auditDetailText(event: string, detail: readonly (readonly [string, string])[]): string {
  const times = detail.find(([name]) => name === "times")?.[1];
  const unit = event === "key.used" ? "minutes with requests" : "times";
  const counted = times === undefined ? [] : [`${Number(times).toLocaleString("en-US")} ${unit} in this period`];
  const rest = detail
    .filter(([name]) => !HIDDEN_DETAIL.includes(name))
    .map(([name, value]) => {
      return `${DETAIL_LABELS.get(name) ?? name}: ${name === "reason" ? value.replaceAll("-", " ") : value}`;
    });
  return [...counted, ...rest].join(" · ");
}
