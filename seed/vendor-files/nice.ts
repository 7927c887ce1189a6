import type { ContactFile } from "./contact-file";
import { PLAIN } from "./delimited";
import { wallClock } from "./written-values";

const externalId = ({ id }: { id: number }) => `AT${id}`;

/** `10032026` and `140509`; nothing where there is no date. */
function dateAndTime(zone: string, seconds: number | null): [string, string] {
  if (seconds === null) return ["", ""];
  const wall = wallClock(zone, seconds);
  return [`${wall.slice(5, 7)}${wall.slice(8, 10)}${wall.slice(0, 4)}`, wall.slice(11).replaceAll(":", "")];
}

/** Atlas Trust's decisions: pipes, mmddyyyy, empty dates left out. Written in UTC, so that no hour comes twice. */
export const ATLAS_DECISIONS: ContactFile = {
  mapping: "atlas-decisions",
  extension: "txt",
  style: { ...PLAIN, delimiter: "|", lineEnd: "\r\n" },
  header: [
    "ITEM_ID",
    "RECV_DATE",
    "RECV_TIME",
    "WORKTYPE",
    "SITE",
    "MODERATOR",
    "MU_NAME",
    "TENURE_DAYS",
    "POLICY",
    "LANG",
    "SELLER",
    "PRIORITY",
    "DUE_DATE",
    "DUE_TIME",
    "DONE_DATE",
    "DONE_TIME",
    "HANDLE_SEC",
    "APPEALED",
    "APPEAL_RESULT",
  ],
  holds: () => true,
  externalId,
  row: (contact) => [
    externalId(contact),
    ...dateAndTime("UTC", contact.openedAt),
    contact.program,
    contact.site,
    contact.agent ?? "",
    contact.team ?? "",
    contact.tenureDays ?? "",
    contact.reason,
    contact.language,
    contact.customer,
    contact.severity ?? "",
    ...dateAndTime("UTC", contact.dueAt),
    ...dateAndTime("UTC", contact.doneAt),
    contact.talkSeconds === null ? "" : contact.talkSeconds + (contact.wrapSeconds ?? 0),
    contact.doneAt === null ? "" : contact.appealed ? "1" : "0",
    contact.appealDecided ? (contact.overturned ? "OVERTURNED" : "UPHELD") : "",
  ],
};
