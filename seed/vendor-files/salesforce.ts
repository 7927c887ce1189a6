import type { SimulatedContact } from "../simulated";
import type { ContactFile } from "./contact-file";
import { PLAIN } from "./delimited";
import { americanTime, wallClock } from "./written-values";

const HEADER = [
  "Case Number",
  "Date/Time Opened",
  "Case Record Type",
  "Case Origin",
  "Service Location",
  "Case Owner",
  "Owner Team",
  "Owner Tenure (Days)",
  "Case Reason",
  "Language",
  "Contact Name",
  "Status",
  "Speed to Answer (Sec)",
  "Handle Time (Sec)",
  "Time to First Reply (Hours)",
  "Age (Hours)",
  "Closed on First Contact",
  "Re-Opened",
  "Transferred",
  "Escalated",
  "Survey Rating",
] as const;

const FOOTER = [
  "",
  "Cases by Partner and Date",
  "Copyright (c) 2000-2026 Meridian Market, Inc. All rights reserved.",
  "Confidential Information - Do Not Distribute",
] as const;

function row(contact: SimulatedContact, zone: string, externalId: (contact: SimulatedContact) => string) {
  const flag = (value: boolean) => (contact.answered ? (value ? "1" : "0") : "");
  const hours = (seconds: number | null) => (seconds === null ? "" : (seconds / 3600).toFixed(3));
  const talk = contact.talkSeconds;
  return [
    externalId(contact),
    americanTime(wallClock(zone, contact.openedAt)),
    contact.program,
    { Voice: "Phone", Chat: "Chat", Email: "Email", "Moderation queue": "Queue" }[contact.channel],
    contact.site,
    contact.agent ?? "",
    contact.team ?? "",
    contact.tenureDays ?? "",
    contact.reason,
    contact.language,
    contact.customer,
    contact.answered ? (contact.resolved ? "Closed" : "Working") : "Abandoned",
    contact.waitSeconds ?? "",
    talk === null ? "" : talk + (contact.holdSeconds ?? 0) + (contact.wrapSeconds ?? 0),
    hours(contact.firstResponseSeconds),
    hours(contact.resolutionSeconds),
    contact.firstContact === null ? "" : flag(contact.firstContact),
    flag(contact.reopened),
    flag(contact.transferred),
    flag(contact.escalated),
    contact.csat ?? "",
  ];
}

const sandpiperId = ({ id }: { id: number }) => `SP-${id}`;
const harbourId = ({ id }: { id: number }) => `HB-${id}`;

/** Sandpiper's mail cases: a report export in Windows-1252, times of Bogotá, footer lines below the rows. */
export const SANDPIPER_CASES: ContactFile = {
  mapping: "sandpiper-cases",
  extension: "csv",
  style: { ...PLAIN, encoding: "windows-1252", footer: FOOTER },
  header: HEADER,
  holds: (contact) => contact.channel === "Email",
  externalId: sandpiperId,
  row: (contact) => row(contact, "America/Bogota", sandpiperId),
};

/** Harbour's cases, calls included: times of Halifax, the survey's recommendation score beside its rating. */
export const HARBOUR_CASES: ContactFile = {
  mapping: "harbour-cases",
  extension: "csv",
  style: { ...PLAIN, footer: FOOTER },
  header: [...HEADER, "Survey Recommend"],
  holds: () => true,
  externalId: harbourId,
  row: (contact) => [...row(contact, "America/Halifax", harbourId), contact.nps ?? ""],
};
