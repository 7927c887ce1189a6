import { describe, expect, test } from "vitest";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import { CONTACTS, CONTACTS_HEADER, useReferenceFiles } from "./reference-files";

const files = useReferenceFiles();
const { importLines, importRoster, importContacts, expectRolledUp } = files;

type Looked = { id: string; site: string; team: string; tenure: number | null };

async function lookedUp(): Promise<Record<string, [string, string, number | null]>> {
  const { rows } = await files.db.pool.query<Looked>(
    "SELECT external_id AS id, site, team, tenure_days AS tenure FROM contact ORDER BY external_id",
  );
  return Object.fromEntries(rows.map(({ id, site, team, tenure }) => [id, [site, team, tenure]]));
}

async function sites(): Promise<Record<string, number>> {
  const { rows } = await files.db.pool.query<{ site: string; handled: number }>(
    "SELECT site, sum(handled) AS handled FROM measure_day GROUP BY site ORDER BY site",
  );
  return Object.fromEntries(rows.map(({ site, handled }) => [site, handled]));
}

describe("a roster", () => {
  const ana = ["Ana,Manila,Chat 1,2026-01-01,2026-03-31,2025-12-02", "Ana,Cebu,Chat 2,2026-04-01,,"];
  const contacts = [
    "1,2026-03-31 10:00,Rides,ana,,,",
    "2,2026-04-01 10:00,Rides,Ana,,,",
    "3,2025-12-31 10:00,Rides,Ana,,,",
    "4,2026-04-01 11:00,Rides,Ana,Davao,,",
    "5,2026-04-01 12:00,Rides,Nobody,,,",
  ];
  const reported = {
    1: ["Manila", "Chat 1", 119],
    2: ["Cebu", "Chat 2", 120],
    3: ["", "", null],
    4: ["Davao", "Chat 2", 120],
    5: ["", "", null],
  };

  test("says the site, team and tenure of the agent on the day of the contact, where the file does not", async () => {
    expect(await importRoster(...ana)).toMatchObject({ read: 2, accepted: 2, new: 2, rejected: 0 });
    expect(await importContacts(...contacts)).toMatchObject({ accepted: 5, new: 5 });
    expect(await lookedUp()).toEqual(reported);
    expect(await sites()).toEqual({ "": 2, Cebu: 1, Davao: 1, Manila: 1 });
    await expectRolledUp();
  });

  test("that comes after the contacts, or comes again, says it of those that are there, and its revert takes it back", async () => {
    await importContacts(...contacts);
    expect((await lookedUp())["1"]).toEqual(["", "", null]);
    const first = await importRoster(...ana);
    expect(await lookedUp()).toEqual(reported);
    await expectRolledUp();
    const moved = await importRoster("Ana,Clark,Chat 2,2026-04-01,,");
    expect(moved).toMatchObject({ new: 0, changed: 1 });
    expect((await lookedUp())["2"]).toEqual(["Clark", "Chat 2", 120]);
    expect(await sites()).toEqual({ "": 2, Clark: 1, Davao: 1, Manila: 1 });
    await expectRolledUp();
    await revertBatch(files.db, moved.batch, "test");
    expect(await lookedUp()).toEqual(reported);
    await revertBatch(files.db, first.batch, "test");
    expect(await lookedUp()).toEqual({ ...reported, 1: ["", "", null], 2: ["", "", null], 4: ["Davao", "", null] });
    await expectRolledUp();
  });

  test("says it of so many new rows, too, that they land while their file is read", async () => {
    await importRoster(...ana);
    await importContacts(...contacts);
    const many = Array.from({ length: 8_000 }, (_, row) => `L${row},2026-0${row % 2 ? 3 : 4}-10 10:00,Rides,Ana,,,`);
    const landed = await importContacts(...many);
    expect(landed).toMatchObject({ read: 8_000, new: 8_000 });
    expect(await lookedUp()).toMatchObject({ ...reported, L0: ["Cebu", "Chat 2", 129], L1: ["Manila", "Chat 1", 98] });
    expect(await sites()).toEqual({ "": 2, Cebu: 4_001, Davao: 1, Manila: 4_001 });
    await expectRolledUp();
    await revertBatch(files.db, landed.batch, "test");
    expect(await lookedUp()).toEqual(reported);
    await expectRolledUp();
  });

  test("gives way to what a later file says, and comes back when that file is reverted", async () => {
    await importRoster(...ana);
    await importContacts(...contacts);
    const later = await importContacts("2,2026-04-01 10:00,Rides,Ana,Baguio,,", "1,2026-03-31 10:00,Rides,ana,,,");
    expect(later).toMatchObject({ changed: 1, unchanged: 1 });
    expect(await lookedUp()).toEqual({ ...reported, 2: ["Baguio", "Chat 2", 120] });
    await importRoster("Ana,Clark,Chat 2,2026-04-01,,");
    expect((await lookedUp())["2"]?.[0]).toBe("Baguio");
    await revertBatch(files.db, later.batch, "test");
    expect((await lookedUp())["2"]?.[0]).toBe("Clark");
    expect((await lookedUp())["1"]).toEqual(reported[1]);
    await expectRolledUp();
  });

  test("leaves alone what no mapping left to it", async () => {
    const { lookup: _lookup, ...site } = CONTACTS.fields.site;
    const { team: _team, tenureDays: _tenure, ...fields } = CONTACTS.fields;
    await importRoster(...ana);
    await importLines({ ...CONTACTS, fields: { ...fields, site } }, [CONTACTS_HEADER, ...contacts]);
    expect((await lookedUp())["1"]).toEqual(["", "", null]);
  });

  test("with lines that cannot be right lists what is wrong with them", async () => {
    const result = await importRoster(
      ...ana,
      ",Manila,A,2026-01-01,,",
      "Ben,Manila,A,2026-02-01,2026-01-01,",
      "Cy,Manila,A,,,",
    );
    expect(result).toMatchObject({ read: 5, accepted: 2, rejected: 3 });
    expect(result.errors.map(({ line, code }) => [line, code])).toEqual([
      [4, "blank"],
      [5, "ends-before-start"],
      [6, "blank"],
    ]);
  });

  test("can be requested what it knows only, and by an agent", async () => {
    const wrong = { ...CONTACTS.fields, program: { lookup: { roster: "agent" } } };
    await expect(importLines({ ...CONTACTS, fields: wrong }, [CONTACTS_HEADER])).rejects.toThrow(
      "a roster has only site",
    );
    const { agent: _agent, ...nobody } = CONTACTS.fields;
    await expect(importLines({ ...CONTACTS, fields: nobody }, [CONTACTS_HEADER])).rejects.toThrow("looked up by agent");
  });
});
