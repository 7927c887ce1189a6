import { ROLES, type Role } from "~/domain/access/viewer";

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  admin: "Admin",
  lead: "Vendor lead",
  analyst: "Analyst",
  stakeholder: "Stakeholder",
  partner: "Partner",
};

export const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role] }));

/** What each role is for, in a sentence. */
export const ROLE_DETAILS: Readonly<Record<Role, string>> = {
  admin: "Everything, with people, keys and the organisation.",
  lead: "Reads everything, writes notes and SOWs, imports, shares links.",
  analyst: "Reads everything, writes notes and SOWs, imports.",
  stakeholder: "Reads figures, notes and SOWs.",
  partner: "Reads one partner's own figures and the notes shared with it.",
};
