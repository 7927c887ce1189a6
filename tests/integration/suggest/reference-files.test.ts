import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { draftMapping } from "~/ingest/suggest/draft/draft-mapping";
import type { SuggestionChoices } from "~/ingest/suggest/suggestion";
import { suggestMapping } from "~/ingest/suggest/suggest-mapping";
import { importFile } from "~/ingest/load/import-file.server";
import { detectReading } from "~/ingest/format/detect-reading.server";
import { sampleTable } from "~/ingest/format/sample-table.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-suggested-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function suggested(name: string, lines: readonly string[], choices: SuggestionChoices = {}) {
  const file = path.join(folder, `${name}.csv`);
  await writeFile(file, [...lines, ""].join("\n"));
  const reading = await detectReading(file);
  const suggestion = suggestMapping(await sampleTable(file, reading.file), {
    zone: "Asia/Manila",
    roster: true,
    choices,
  });
  const draft = draftMapping(suggestion, { key: name, name, source: name, file: reading.file, vendor: "acme" });
  expect(draft.open).toEqual([]);
  return { mapping: draft.document };
}

async function importBy(name: string, mapping: unknown, lines: readonly string[]) {
  const file = path.join(folder, `${name}.csv`);
  await writeFile(file, [...lines, ""].join("\n"));
  const by = { actor: "test", userId: null };
  return importFile(db, { path: file, fileName: `${name}.csv`, mapping, by, filesFolder: path.join(folder, "files") });
}

async function importSuggested(name: string, lines: readonly string[], choices: SuggestionChoices = {}) {
  const { mapping } = await suggested(name, lines, choices);
  return importBy(name, mapping, lines);
}

test("a roster, hours and holidays as systems export them say where and how fast contacts were worked, no mapping written by hand", async () => {
  const roster = [
    "Worker,Location,Hire Date,Termination Date",
    "Ana Cruz,Manila,01/15/2025,",
    "Ben Li,Cebu,01/20/2026,05/31/2026",
  ];
  const hours = [
    "LOB,Day,Start Time,End Time",
    "Orders,Monday-Friday,9:00 AM,5:30 PM",
    "Orders,Saturday,closed,closed",
  ];
  const holidays = ["Date,Holiday", "2026-12-25,Christmas", "2026-12-30,Rizal Day"];
  expect(await importSuggested("roster", roster)).toMatchObject({ accepted: 2, rejected: 0 });
  expect(await importSuggested("hours", hours)).toMatchObject({ accepted: 2, rejected: 0 });
  expect(await importSuggested("holidays", holidays)).toMatchObject({ accepted: 2, rejected: 0 });
  // 24 December 2026 is a Thursday: closed on Friday and at the weekend, so that Monday is the next business day.
  const tickets = [
    "Ticket ID,Created at,Agent,Program,Resolution time (hours)",
    "1,2026-12-24 16:30:00,Ana Cruz,Orders,94",
    "2,2026-12-24 18:00:00,Ben Li,Orders,92.5",
    "3,2026-12-29 10:00:00,Ana Cruz,Orders,46",
  ];
  expect(await importSuggested("tickets", tickets)).toMatchObject({ accepted: 3, rejected: 0 });
  const { rows } = await db.pool.query(
    `SELECT external_id AS id, site, tenure_days AS tenure, resolution_business_seconds / 3600 AS hours, resolution_business_days AS days
     FROM contact ORDER BY external_id`,
  );
  expect(rows).toEqual([
    { id: "1", site: "Manila", tenure: 708, hours: 6.5, days: 1 },
    // Ended in May: nobody's site any longer.
    { id: "2", site: "", tenure: null, hours: 5.5, days: 0 },
    { id: "3", site: "Manila", tenure: 713, hours: 7.5, days: 1 },
  ]);
});

test("agents of a roster with first and last names are found by their whole names, and Ana is not every Ana", async () => {
  const roster = [
    "First Name,Last Name,Office,Hire Date",
    "Ana,Ramos,Davao,2026-01-05",
    "Ana,Santos,Iloilo,2026-01-05",
    "Noel,,Davao,2026-01-05",
  ];
  const choices = { answers: [{ id: "roster-agent", value: "given-family" }] };
  // A name with one half missing is nobody's: the row is rejected, not suggested.
  expect(await importSuggested("names", roster, choices)).toMatchObject({ accepted: 2, rejected: 1 });
  const tickets = [
    "Ticket ID,Created at,Agent First Name,Agent Last Name,Handle time (s)",
    "n1,2026-03-02 10:00:00,Ana,Ramos,300",
    "n2,2026-03-02 11:00:00,Ana,Santos,200",
  ];
  expect(await importSuggested("named-tickets", tickets)).toMatchObject({ accepted: 2, rejected: 0 });
  const { rows } = await db.pool.query(
    "SELECT external_id AS id, agent, site FROM contact WHERE external_id LIKE 'n%' ORDER BY external_id",
  );
  expect(rows).toEqual([
    { id: "n1", agent: "Ana Ramos", site: "Davao" },
    { id: "n2", agent: "Ana Santos", site: "Iloilo" },
  ]);
});

test("holidays of several days close every one of them, in one cell or in two columns; what is no date is rejected", async () => {
  const stored = async (source: string) => {
    const { rows } = await db.pool.query<{ day: string; name: string }>(
      "SELECT date::text AS day, name FROM calendar_entry WHERE source = $1 ORDER BY date",
      [source],
    );
    return rows.map(({ day, name }) => `${day} ${name}`);
  };
  const christmas = ["2026-12-24 Christmas", "2026-12-25 Christmas", "2026-12-26 Christmas"];
  const spans = ["Date,Holiday", "24-26 Dec 2026,Christmas", "31 Dec 2026,Eve", "26-24 Nov 2026,Mistaken"];
  expect(await importSuggested("spans", spans)).toMatchObject({ read: 3, accepted: 2, rejected: 1 });
  expect(await stored("spans")).toEqual([...christmas, "2026-12-31 Eve"]);
  const columns = ["Holiday,Start date,End date", "Christmas,2026-12-24,2026-12-26", "Eve,2026-12-31,"];
  expect(await importSuggested("columns", columns)).toMatchObject({ read: 2, accepted: 2, rejected: 0 });
  expect(await stored("columns")).toEqual([...christmas, "2026-12-31 Eve"]);
  expect(await importSuggested("columns", columns)).toMatchObject({ unchanged: 2, changed: 0 });
});

test("hours in a column per weekday come to the same as a line per weekday; what gives no hours is rejected, not closed", async () => {
  const stored = async (source: string) => {
    const { rows } = await db.pool.query(
      `SELECT program, weekdays, opens / 3600 AS opens, closes / 3600 AS closes FROM calendar_entry
       WHERE source = $1 ORDER BY program, weekdays`,
      [source],
    );
    return rows;
  };
  const wide = [
    "Program,Mon-Thu,Fri,Sat,Sun",
    "Food,08:00-22:00,08:00-23:30,24h,24h",
    "Post,09:00-18:00,09:00-17:00,closed,",
  ];
  expect(await importSuggested("wide-hours", wide)).toMatchObject({ read: 2, accepted: 2, rejected: 0 });
  const lines = [
    "Program,Weekday,Opens,Closes",
    "Food,Mon-Thu,08:00,22:00",
    "Food,Fri,08:00,23:30",
    "Food,Sat,00:00,24:00",
    "Food,Sun,00:00,24:00",
    "Post,Mon-Thu,09:00,18:00",
    "Post,Fri,09:00,17:00",
    "Post,Sat,closed,closed",
    "Post,Sun,closed,closed",
  ];
  expect(await importSuggested("long-hours", lines)).toMatchObject({ read: 8, accepted: 8, rejected: 0 });
  expect(await stored("wide-hours")).toHaveLength(8);
  expect(await stored("wide-hours")).toEqual(await stored("long-hours"));
  const { mapping } = await suggested("wide-hours", wide);
  const again = ["Program,Mon-Thu,Fri,Sat,Sun", "Food,08:00-22:00,08:00-23:30,24h,by arrangement", "Post,,,,closed"];
  const result = await importBy("wide-hours", mapping, again);
  expect(result).toMatchObject({ read: 2, accepted: 1, rejected: 1 });
  expect(result.errors).toMatchObject([{ column: "Sun", code: "not-a-duration", text: "by arrangement" }]);
});
