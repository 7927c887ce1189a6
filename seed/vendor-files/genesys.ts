import type { ContactFile } from "./contact-file";
import { PLAIN } from "./delimited";
import { wallClock } from "./written-values";

const externalId = ({ id }: { id: number }) => `lv-${id}`;
const milliseconds = (seconds: number | null) => (seconds === null ? "" : seconds * 1000);

/** Lumina's calls: instants in UTC, durations in milliseconds. */
export const LUMINA_CALLS: ContactFile = {
  mapping: "lumina-calls",
  extension: "csv",
  style: PLAIN,
  header: [
    "Conversation ID",
    "Conversation Start",
    "Media Type",
    "Queue",
    "Site",
    "Agent Name",
    "Agent Group",
    "Agent Tenure Days",
    "Wrap-up",
    "Language",
    "Customer",
    "Abandoned",
    "Total Wait",
    "Total Talk",
    "Total Hold",
    "Total ACW",
    "Time To Resolve",
    "Resolved",
    "First Contact",
    "Reopened",
    "Transferred",
    "Escalated",
    "Survey Score",
  ],
  holds: (contact) => contact.channel === "Voice",
  externalId,
  row: (contact) => {
    const flag = (value: boolean) => (contact.answered ? (value ? "TRUE" : "FALSE") : "");
    return [
      externalId(contact),
      `${wallClock("UTC", contact.openedAt)}Z`,
      "voice",
      contact.program,
      contact.site,
      contact.agent ?? "",
      contact.team ?? "",
      contact.tenureDays ?? "",
      contact.reason,
      contact.language,
      contact.customer,
      contact.answered ? 0 : 1,
      milliseconds(contact.waitSeconds),
      milliseconds(contact.talkSeconds),
      milliseconds(contact.holdSeconds),
      milliseconds(contact.wrapSeconds),
      milliseconds(contact.resolutionSeconds),
      flag(contact.resolved),
      contact.firstContact === null ? "" : flag(contact.firstContact),
      flag(contact.reopened),
      flag(contact.transferred),
      flag(contact.escalated),
      contact.csat ?? "",
    ];
  },
};
