import { ROLES, type Role } from "~/domain/access/viewer";

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  admin: "Admin",
  lead: "Vendor lead",
  analyst: "Analyst",
  stakeholder: "Stakeholder",
  partner: "Partner",
};

export const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }));

/** What each role is for, in a sentence. */
export const ROLE_DETAILS: Readonly<Record<Role, string>> = {
  admin: "Full access, including people, API keys and settings.",
  lead: "Views all data, edits notes and SOWs, imports files, creates share links.",
  analyst: "Views all data, edits notes and SOWs, imports files.",
  stakeholder: "Views figures, notes and SOWs.",
  partner: "Views one partner’s figures and the notes shared with it.",
};
