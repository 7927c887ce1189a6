import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createRandom, type Random } from "../../../seed/random";

/** The columns of the file and of the table that plain COPY fills from it. */
export const CONTACT_COLUMNS = [
  ["contact_id", "text NOT NULL"],
  ["vendor", "text NOT NULL"],
  ["site", "text NOT NULL"],
  ["program", "text NOT NULL"],
  ["channel", "text NOT NULL"],
  ["agent", "text NOT NULL"],
  ["opened_at", "timestamptz NOT NULL"],
  ["answered", "boolean"],
  ["wait_s", "float8"],
  ["talk_s", "float8"],
  ["hold_s", "float8"],
  ["wrap_s", "float8"],
  ["resolved", "boolean"],
  ["csat", "float8"],
] as const;

/** How the product reads the file. */
export const CONTACT_MAPPING = {
  key: "bench-contacts",
  name: "Benchmark · contacts",
  kind: "contacts",
  source: "bench",
  file: { format: "csv", delimiter: "," },
  timeZone: "UTC",
  vendor: { column: "vendor" },
  externalId: { column: "contact_id" },
  fields: {
    openedAt: { column: "opened_at", format: "iso" },
    site: { column: "site" },
    program: { column: "program" },
    channel: { column: "channel" },
    agent: { column: "agent" },
    answered: { column: "answered" },
    waitSeconds: { column: "wait_s" },
    talkSeconds: { column: "talk_s" },
    holdSeconds: { column: "hold_s" },
    wrapSeconds: { column: "wrap_s" },
    resolved: { column: "resolved" },
    csatScore: { column: "csat" },
  },
} as const;

export const VENDORS = Array.from({ length: 12 }, (_, index) => `vendor-${String(index + 1).padStart(2, "0")}`);
const SITES = ["Manila", "Lisbon", "Bogotá", "Cebu", "Kraków", "Cairo"];
const PROGRAMS = ["Billing", "Orders", "Returns", "Technical", "Accounts", "Loyalty"];
const CHANNELS = ["Phone", "Chat", "E-mail", "Social"];
const AGENTS_PER_SITE = 84;
const FIRST_DAY_MS = Date.UTC(2024, 0, 1);
const MONTHS = 24;
const SPAN_MS = Date.UTC(2024, MONTHS, 1) - FIRST_DAY_MS;
const PIECE_CHARS = 1 << 18;

/** A month and a day that the file has. */
export const MONTH = { from: "2025-11-01", until: "2025-12-01" } as const;
export const DAY = "2025-12-10";

export type ContactFile = {
  rows: number;
  /** Begins every id. */
  idPrefix: string;
  /** The same rows with another wrap-up time in each. */
  restated?: boolean;
  /** Only the rows of this day. */
  day?: string;
};

/** Writes the file: the same words always give the same bytes. */
export async function writeContactFile(path: string, file: ContactFile): Promise<void> {
  await pipeline(Readable.from(contactText(file)), createWriteStream(path));
}

function* contactText(file: ContactFile): Generator<string> {
  const random = createRandom("bench-contacts");
  let text = `${CONTACT_COLUMNS.map(([name]) => name).join(",")}\n`;
  for (let index = 0; index < file.rows; index += 1) {
    const openedAt = new Date(FIRST_DAY_MS + Math.floor((index / file.rows) * SPAN_MS)).toISOString();
    const rest = contactCells(random, file.restated ?? false);
    if (file.day !== undefined && !openedAt.startsWith(file.day)) continue;
    const id = `${file.idPrefix}-${String(index + 1).padStart(9, "0")}`;
    text += `${id},${rest.slice},${openedAt.slice(0, 19)}Z,${rest.cells}\n`;
    if (text.length < PIECE_CHARS) continue;
    yield text;
    text = "";
  }
  yield text;
}

function contactCells(random: Random, restated: boolean): { slice: string; cells: string } {
  const vendor = random.integer(0, VENDORS.length);
  const site = random.integer(0, 3);
  const agent = (vendor * 3 + site) * AGENTS_PER_SITE + random.integer(0, AGENTS_PER_SITE);
  const slice = [
    VENDORS[vendor],
    SITES[(vendor + site) % SITES.length],
    random.pick(PROGRAMS),
    random.pick(CHANNELS),
    `A${String(agent + 1).padStart(5, "0")}`,
  ];
  const wait = Math.round(random.exponential(45));
  const answered = random.chance(0.93);
  const talk = Math.round(random.logNormal(240, 0.7));
  const hold = Math.round(random.exponential(20));
  const wrap = Math.round(random.logNormal(40, 0.5)) + (restated ? 1 : 0);
  const resolved = random.chance(0.78);
  const csat = random.chance(0.25) ? random.integer(1, 6) : "";
  const cells = answered ? ["true", wait, talk, hold, wrap, resolved, csat] : ["false", wait, "", "", wrap, "", ""];
  return { slice: slice.join(","), cells: cells.join(",") };
}
