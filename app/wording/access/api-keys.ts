export const API_KEYS = {
  title: "API keys",
  columns: { name: "Name", access: "Access", created: "Created", expires: "Expires", lastUsed: "Last used" },
  neverUsed: "Never",
  revokedOn: (day: string | null) => (day === null ? "Revoked" : `Revoked ${day}`),
  expired: "Expired",
  created: {
    title: (name: string) => `API key for ${name}`,
    label: "API key",
    text: "Copy it now; it is not shown again.",
  },
  empty: {
    title: "No API keys yet",
    text: "With an API key, a program reads results from /api/v1 and sends files to it.",
  },
  revoke: {
    open: "Revoke",
    title: (name: string) => `Revoke ${name}?`,
    confirm: "Revoke key",
    text: "Programs that use this key lose access immediately. This cannot be undone.",
  },
  create: {
    title: "Create a key",
    name: "Name",
    placeholder: "Warehouse export",
    days: "Expires after (days)",
    daysHint: (max: number) => `1 to ${max} days. Replace the key before it expires.`,
    submit: "Create key",
  },
  errors: {
    days: (max: number) => `Enter a whole number from 1 to ${max}.`,
    name: "Enter a name for the key.",
    noSource: "Enter at least one source, or leave this blank.",
    source: "Use lowercase letters, digits and hyphens, as in the mapping. Separate sources with commas.",
  },
} as const;

const SHOWN_SOURCES = 12;

/** Which files a key may import. */
export const IMPORT_LIMITS = {
  sources: "Sources for import",
  sourcesHint: (known: readonly string[]) => {
    const shown = known.slice(0, SHOWN_SOURCES).join(", ");
    const more = known.length > SHOWN_SOURCES ? ", …" : ".";
    return `Comma-separated. Blank: all sources.${shown === "" ? "" : ` Current sources: ${shown}${more}`}`;
  },
  partners: "Partners for import",
  partnersHint: "Blank: all partners.",
} as const;
