import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { dailyCallsCsv } from "./daily-calls";
import { incidentEventsCsv } from "./incident-events";
import { phoneCallsCsv, phoneCallsWorkbook } from "./phone-calls";
import { ridesTicketsCsv } from "./rides-tickets";
import { shopTicketsCsv } from "./shop-tickets";

/** Exports of five desks in a folder, and what is known of them without the product. */
export type PartnerFiles = typeof KNOWN_OF_WRITTEN & {
  made: "written by the tests" | "made by other people";
  folder: string;
};

const OTHERS = path.resolve(import.meta.dirname, "../../../../shared/data");

const WRITTEN: ReadonlyMap<string, () => string | Buffer> = new Map<string, () => string | Buffer>([
  ["phone-calls/phone-calls.csv", phoneCallsCsv],
  ["phone-calls/phone-calls.xlsx", phoneCallsWorkbook],
  ["daily-calls/daily-calls.csv", dailyCallsCsv],
  ["rides-tickets/rides-tickets.csv", ridesTicketsCsv],
  ["ecommerce-tickets/ecommerce-tickets-sample.csv", shopTicketsCsv],
  ["itsm-incidents/incident-events.csv", incidentEventsCsv],
]);

/**
 * Files that the tests write, with the traps of real ones, and beside them the real ones where the folder `shared` lies beside the
 * repository. What was written is removed after the test file.
 */
export async function partnerFiles(): Promise<PartnerFiles[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "plumbline-partner-files-"));
  for (const [name, write] of WRITTEN) {
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
    await writeFile(path.join(folder, name), write());
  }
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const written: PartnerFiles = { made: "written by the tests", folder, ...KNOWN_OF_WRITTEN };
  return existsSync(OTHERS) ? [written, { made: "made by other people", folder: OTHERS, ...PUBLISHED }] : [written];
}

/** Counted in the files with awk. */
const KNOWN_OF_WRITTEN = {
  phoneCalls: {
    calls: 600,
    answered: 480,
    resolved: 420,
    resolvedPercent: 87.5,
    topRatedPercent: 34.791667,
    withinMinutePercent: 35.5,
    talkMedian: 206,
    talkP90: 356,
    agents: 8,
    momentsAbove: 590,
    firstCells: ["PD0001", "Amara", "2021-01-01", "Friday", "09:00:00"],
  },
  dailyCalls: { days: 150 },
  ridesTickets: { tickets: 200, resolved: 175, rated: 190, one: { id: "15798c4c", hours: 304.1433333333333 } },
  shopTickets: { tickets: 24 },
  incidents: { events: 720, incidents: 120, inSla: 72 },
};

/** Published with the files. */
const PUBLISHED = {
  phoneCalls: {
    calls: 5_000,
    answered: 4_054,
    resolved: 3_646,
    resolvedPercent: 89.935866,
    topRatedPercent: 49.901332,
    withinMinutePercent: 35.92,
    talkMedian: 226,
    talkP90: 378,
    agents: 8,
    momentsAbove: 1_000,
    firstCells: ["ID0001", "Diane", "2021-01-01", "Friday", "09:12:58"],
  },
  dailyCalls: { days: 1_251 },
  ridesTickets: { tickets: 1_000, resolved: 848, rated: 960, one: { id: "ab6ce412", hours: 1532.4875 } },
  shopTickets: { tickets: 19 },
  incidents: { events: 5_998, incidents: 890, inSla: 495 },
};
