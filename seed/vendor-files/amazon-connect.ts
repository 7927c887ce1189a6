import type { ContactFile } from "./contact-file";
import { PLAIN } from "./delimited";
import { clockDuration, wallClock } from "./written-values";

const externalId = ({ id }: { id: number }) => `sp-${id.toString(16)}`;
const clock = (seconds: number | null) => (seconds === null ? "" : clockDuration(seconds));

/** Sandpiper's calls and chats: UTC, durations as hh:mm:ss. */
export const SANDPIPER_CONTACTS: ContactFile = {
  mapping: "sandpiper-contacts",
  extension: "csv",
  style: PLAIN,
  header: [
    "Contact ID",
    "Channel",
    "Initiation timestamp",
    "Queue",
    "Site",
    "Agent",
    "Agent hierarchy",
    "Agent tenure days",
    "Contact reason",
    "Language",
    "Customer",
    "Contact state",
    "Queue duration",
    "Agent interaction duration",
    "Customer hold duration",
    "After contact work duration",
    "First response duration",
    "Resolution duration",
    "Resolved",
    "Resolved first contact",
    "Reopened",
    "Transferred",
    "Escalated",
    "Survey rating",
  ],
  holds: (contact) => contact.channel !== "Email",
  externalId,
  row: (contact) => {
    const flag = (value: boolean) => (contact.answered ? (value ? "Y" : "N") : "");
    return [
      externalId(contact),
      contact.channel.toUpperCase(),
      `${wallClock("UTC", contact.openedAt)}Z`,
      contact.program,
      contact.site,
      contact.agent ?? "",
      contact.team ?? "",
      contact.tenureDays ?? "",
      contact.reason,
      contact.language,
      contact.customer,
      contact.answered ? "ENDED" : "MISSED",
      clock(contact.waitSeconds),
      clock(contact.talkSeconds),
      clock(contact.holdSeconds),
      clock(contact.wrapSeconds),
      clock(contact.firstResponseSeconds),
      clock(contact.resolutionSeconds),
      flag(contact.resolved),
      contact.firstContact === null ? "" : flag(contact.firstContact),
      flag(contact.reopened),
      flag(contact.transferred),
      flag(contact.escalated),
      contact.csat ?? "",
    ];
  },
};
