import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { checkRollUp } from "~/data/rollups/check-roll-ups.server";
import { importFile, type ImportResult } from "~/ingest/load/import-file.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { clearFacts } from "./apply-rows";

const ABOUT = { file: { format: "csv" }, timeZone: "Europe/Madrid", vendor: { constant: "acme" } };
const DAY = (column: string) => ({ column, format: "yyyy-MM-dd" });

const ROSTER = {
  ...ABOUT,
  key: "roster",
  name: "Roster",
  kind: "roster",
  source: "roster",
  fields: {
    agent: { column: "Agent" },
    site: { column: "Site" },
    team: { column: "Team" },
    startsOn: DAY("From"),
    endsOn: DAY("To"),
    hiredOn: DAY("Hired"),
  },
};
const CALENDAR = {
  ...ABOUT,
  key: "hours",
  name: "Opening hours",
  kind: "calendar",
  source: "hours",
  nulls: ["closed"],
  fields: {
    program: { column: "Program" },
    weekdays: { column: "Weekdays" },
    date: DAY("Date"),
    opens: { column: "Opens", unit: "hh:mm" },
    closes: { column: "Closes", unit: "hh:mm" },
    name: { column: "Name" },
  },
};
/** Contacts that leave to the roster and the calendar what they do not say. */
export const CONTACTS = {
  ...ABOUT,
  key: "tickets",
  name: "Tickets",
  kind: "contacts",
  source: "desk",
  externalId: { column: "Id" },
  fields: {
    openedAt: { column: "Opened", format: "yyyy-MM-dd HH:mm" },
    program: { column: "Program" },
    agent: { column: "Agent" },
    site: { column: "Site", lookup: { roster: "agent" } },
    team: { lookup: { roster: "agent" } },
    tenureDays: { lookup: { roster: "agent" } },
    firstResponseSeconds: { column: "First", unit: "h" },
    resolutionSeconds: { column: "Solved", unit: "h" },
  },
};
const ROSTER_HEADER = "Agent,Site,Team,From,To,Hired";
const CALENDAR_HEADER = "Program,Weekdays,Date,Opens,Closes,Name";
export const CONTACTS_HEADER = "Id,Opened,Program,Agent,Site,First,Solved";

/** Imports lines of rosters, calendars and contacts of one partner into a database that is emptied before each test. */
export function useReferenceFiles() {
  let db: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    db = await createTestDatabase();
    folder = await mkdtemp(path.join(tmpdir(), "plumbline-roster-"));
  });
  beforeEach(() => clearFacts(db));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const importLines = async (mapping: object, lines: readonly string[]): Promise<ImportResult> => {
    const file = path.join(folder, "file.csv");
    await writeFile(file, [...lines, ""].join("\n"));
    const by = { actor: "test", userId: null };
    return importFile(db, { path: file, fileName: "file.csv", mapping, by, filesFolder: path.join(folder, "files") });
  };
  const importRoster = (...lines: string[]) => importLines(ROSTER, [ROSTER_HEADER, ...lines]);
  const importCalendar = (...lines: string[]) => importLines(CALENDAR, [CALENDAR_HEADER, ...lines]);
  const importContacts = (...lines: string[]) => importLines(CONTACTS, [CONTACTS_HEADER, ...lines]);

  /** The roll-ups as they stand are what the facts come to. */
  const expectRolledUp = async (): Promise<void> => {
    const vendor = await db.inside.vendor.findUniqueOrThrow({ where: { key: "acme" } });
    const { differences } = await checkRollUp(db, vendor.id, { repair: false, actor: "test" });
    expect(differences).toEqual([]);
  };
  return {
    get db() {
      return db;
    },
    importLines,
    importRoster,
    importCalendar,
    importContacts,
    expectRolledUp,
  };
}
