import { countText } from "../shared/text";

export const PEOPLE = {
  title: "People",
  untitled: "Person",
  caption: "People with an account",
  keys: "API keys",
  columns: { name: "Name", email: "Email", role: "Role", partner: "Partner", lastSeen: "Last active" },
  neverSeen: "Never",
  states: { active: null, invited: "Invited", disabled: "Disabled" },
  invite: { title: "Invite a person", submit: "Invite person" },
  readOnly: "Admins invite people and change roles.",
  errors: {
    lastAdmin: "This is the only active admin. Make someone else an admin first.",
    unknownAccount: "This account does not exist or is disabled.",
    adminOnly: "Only admins can change people.",
  },
} as const;

/** The page of one person. */
export const PERSON = {
  access: {
    title: "Access",
    detail: "Changes apply at the person’s next request. Unused one-time links expire.",
    save: "Save",
  },
  disabled: {
    label: "Disabled",
    hint: "Can’t sign in. Their notes and other work stay. Changing this ends their sessions.",
  },
  password: {
    title: "Password",
    set: "Create a one-time link to let this person choose a new password. The current password works until then.",
    unset: "This person has not chosen a password yet. A new one-time link replaces the previous one.",
    create: "Create one-time link",
  },
} as const;

/** The one-time link, shown once after it was created. */
export const ONE_TIME_LINK = {
  title: (name: string) => `One-time link for ${name}`,
  label: "One-time link",
  text: (name: string, until: string) =>
    `Send this link to ${name} to choose a password. It works once and expires on ${until}. Copy it now; it is not shown again.`,
} as const;

export const ROLE_FIELDS = {
  role: "Role",
  partner: { label: "Partner", hint: "Only for the Partner role: limits access to this partner." },
  noPartner: "None",
} as const;

/** What depends on a person's account: the keys and links that they created. */
export function createdText({ keys, links }: { keys: number; links: number }): string {
  const rule =
    "API keys work while their creator is an admin; share links while their creator is an admin or vendor lead. Both stop when the account is disabled.";
  if (keys + links === 0) return rule;
  return `${rule} Active now: ${countText(keys, "API key", "API keys")}, ${countText(links, "share link", "share links")}.`;
}
