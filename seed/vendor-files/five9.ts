import type { ContactFile } from "./contact-file";
import { PLAIN } from "./delimited";
import { clockDuration, wallClock } from "./written-values";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const externalId = ({ id }: { id: number }) => `N9-${id}`;
const clock = (seconds: number | null) => (seconds === null ? "" : clockDuration(seconds));

function timestamp(wall: string): string {
  return `${wall.slice(8, 10)} ${MONTHS[Number(wall.slice(5, 7)) - 1] ?? ""} ${wall.slice(0, 4)} ${wall.slice(11)}`;
}

/** Norwind's interaction log: times of Warsaw, durations as clocks, 1 and 0 for yes and no. */
export const NORWIND_INTERACTIONS: ContactFile = {
  mapping: "norwind-interactions",
  extension: "csv",
  style: { ...PLAIN, lineEnd: "\r\n", encoding: "utf-8 with BOM" },
  header: [
    "CALL ID",
    "TIMESTAMP",
    "CAMPAIGN",
    "CALL TYPE",
    "SITE",
    "AGENT",
    "AGENT GROUP",
    "TENURE",
    "DISPOSITION",
    "REASON",
    "LANGUAGE",
    "CUSTOMER",
    "ABANDONED",
    "QUEUE WAIT TIME",
    "TALK TIME",
    "HOLD TIME",
    "AFTER CALL WORK TIME",
    "TIME TO FIRST REPLY",
    "TIME TO RESOLUTION",
    "FIRST CONTACT",
    "REOPENED",
    "TRANSFERS",
    "ESCALATED",
    "SURVEY Q1",
  ],
  holds: () => true,
  externalId,
  row: (contact) => {
    const flag = (value: boolean) => (contact.answered ? (value ? 1 : 0) : "");
    return [
      externalId(contact),
      timestamp(wallClock("Europe/Warsaw", contact.openedAt)),
      contact.program,
      { Voice: "Inbound", Chat: "Chat", Email: "Email", "Moderation queue": "Task" }[contact.channel],
      contact.site,
      contact.agent ?? "[None]",
      contact.team ?? "[None]",
      contact.tenureDays ?? "",
      contact.answered ? (contact.resolved ? "Resolved" : "Pending") : "Abandon",
      contact.reason,
      contact.language,
      contact.customer,
      contact.channel === "Email" ? "" : contact.answered ? 0 : 1,
      clock(contact.waitSeconds),
      clock(contact.talkSeconds),
      clock(contact.holdSeconds),
      clock(contact.wrapSeconds),
      clock(contact.firstResponseSeconds),
      clock(contact.resolutionSeconds),
      contact.firstContact === null ? "" : flag(contact.firstContact),
      flag(contact.reopened),
      flag(contact.transferred),
      flag(contact.escalated),
      contact.csat ?? "",
    ];
  },
};
