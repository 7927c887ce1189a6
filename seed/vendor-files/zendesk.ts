import type { SimulatedContact } from "../simulated";
import type { ContactFile } from "./contact-file";
import { PLAIN } from "./delimited";
import { dayMonthYear, minutes, wallClock } from "./written-values";

const HEADER = [
  "Ticket ID",
  "Created at",
  "Status",
  "Group",
  "Via",
  "Site",
  "Assignee",
  "Team",
  "Agent tenure (days)",
  "Contact reason",
  "Language",
  "Requester ID",
  "Satisfaction Score",
  "Wait time (min)",
  "First reply time (min)",
  "Full resolution time in minutes",
  "Handle time (min)",
  "One-touch",
  "Reopens",
  "Group changes",
  "Escalated",
] as const;

type ExportStyle = { zone: string; decimal: "." | ","; created(wall: string): string };

const externalId = ({ id }: { id: number }) => String(id);

function row(contact: SimulatedContact, style: ExportStyle) {
  const span = (seconds: number | null) => (seconds === null ? "-" : minutes(seconds, style.decimal));
  const handle =
    contact.talkSeconds === null ? null : contact.talkSeconds + (contact.holdSeconds ?? 0) + (contact.wrapSeconds ?? 0);
  return [
    externalId(contact),
    style.created(wallClock(style.zone, contact.openedAt)),
    contact.answered ? (contact.resolved ? "solved" : "open") : "missed",
    contact.program,
    { Voice: "phone", Chat: "messaging", Email: "email", "Moderation queue": "queue" }[contact.channel],
    contact.site,
    contact.agent ?? "-",
    contact.team ?? "-",
    contact.tenureDays ?? "-",
    contact.reason,
    contact.language,
    contact.customer,
    contact.csat ?? "-",
    contact.channel === "Email" ? "-" : span(contact.waitSeconds),
    span(contact.firstResponseSeconds),
    span(contact.resolutionSeconds),
    span(handle),
    contact.firstContact === null ? "-" : contact.firstContact ? "Yes" : "No",
    contact.answered ? (contact.reopened ? 1 : 0) : "-",
    contact.answered ? (contact.transferred ? 1 : 0) : "-",
    contact.answered ? (contact.escalated ? "Yes" : "No") : "-",
  ];
}

/** Lumina's chats and e-mails: commas, times of Manila, '-' where there is nothing. */
export const LUMINA_TICKETS: ContactFile = {
  mapping: "lumina-tickets",
  extension: "csv",
  style: PLAIN,
  header: HEADER,
  holds: (contact) => contact.channel !== "Voice",
  externalId,
  row: (contact) => row(contact, { zone: "Asia/Manila", decimal: ".", created: (wall) => wall.replace("T", " ") }),
};

/** Kestrel's tickets, calls included: semicolons, decimal commas, day before month, plus the recommendation score. */
export const KESTREL_TICKETS: ContactFile = {
  mapping: "kestrel-tickets",
  extension: "csv",
  style: { ...PLAIN, delimiter: ";", lineEnd: "\r\n", encoding: "utf-8 with BOM" },
  header: [...HEADER, "Would recommend (0-10)"],
  holds: () => true,
  externalId,
  row: (contact) => [
    ...row(contact, {
      zone: "Africa/Nairobi",
      decimal: ",",
      created: (wall) => `${dayMonthYear(wall)} ${wall.slice(11)}`,
    }),
    contact.nps ?? "-",
  ],
};
