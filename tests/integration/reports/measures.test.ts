import { describe, expect, test } from "vitest";
import { findDataDays, sumCells, sumMeasures } from "~/data/metrics/measures.server";
import { createTestDatabase } from "../../support/database";
import { lead, makeVendor, partnerOf, writeMeasures } from "./tiny-data";

const OCTOBER = { key: "2026-10", from: "2026-10-01", until: "2026-11-01" };
const SEPTEMBER = { key: "2026-09", from: "2026-09-01", until: "2026-10-01" };

describe("measures over ranges", async () => {
  const db = await createTestDatabase();
  const [a, b] = [await makeVendor(db, "a", "A"), await makeVendor(db, "b", "B")];
  await writeMeasures(db, [
    {
      vendorId: a,
      day: "2026-09-30",
      site: "North",
      amounts: { offered: 100, answered: 90, "wait<=20": 70, backlogOpen: 9 },
    },
    {
      vendorId: a,
      day: "2026-10-01",
      site: "North",
      amounts: { offered: 10, answered: 8, "wait<=20": 6, backlogOpen: 7, headcount: 4 },
    },
    {
      vendorId: a,
      day: "2026-10-01",
      site: "South",
      amounts: { offered: 5, answered: 5, backlogOpen: 3, headcount: 2 },
    },
    {
      vendorId: a,
      day: "2026-10-31",
      site: "North",
      amounts: { offered: 20, answered: 20, "wait<=20": 20, headcount: 8 },
    },
    { vendorId: a, day: "2026-12-01", site: "North", amounts: { forecastContacts: 40 } },
    { vendorId: b, day: "2026-10-02", site: "North", amounts: { offered: 1000, answered: 1000, "wait<=20": 1000 } },
  ]);
  const refs = ["offered", "answered", "wait<=20", "resolved"];

  test("are sums of the days, the last day included and the day after it not", async () => {
    const rows = await sumMeasures(db, lead(), { vendorIds: [a], refs, ranges: [SEPTEMBER, OCTOBER] });
    expect(rows.toSorted((x, y) => x.rangeKey.localeCompare(y.rangeKey))).toEqual([
      { rangeKey: "2026-09", amounts: { offered: 100, answered: 90, "wait<=20": 70 } },
      { rangeKey: "2026-10", amounts: { offered: 35, answered: 33, "wait<=20": 26 } },
    ]);
  });

  test("never stated is absent, not zero", async () => {
    const [row] = await sumMeasures(db, lead(), { vendorIds: [a], refs: ["resolved", "offered"], ranges: [OCTOBER] });
    expect(row?.amounts).toEqual({ offered: 35 });
  });

  test("split by vendor and site, the parts add up to the whole", async () => {
    const rows = await sumMeasures(db, lead(), { vendorIds: [a, b], refs, ranges: [OCTOBER], by: ["vendor", "site"] });
    expect(rows).toHaveLength(3);
    const [whole] = await sumMeasures(db, lead(), { vendorIds: [a, b], refs, ranges: [OCTOBER] });
    expect(rows.reduce((sum, row) => sum + (row.amounts.offered ?? 0), 0)).toBe(whole?.amounts.offered);
    expect(rows.find((row) => row.vendorId === b)).toMatchObject({ site: "North", amounts: { offered: 1000 } });
  });

  test("a stock is the last day that gives it, a headcount the mean of the days that give it", async () => {
    const [row] = await sumMeasures(db, lead(), {
      vendorIds: [a],
      refs: ["backlogOpen", "headcount", "offered"],
      ranges: [OCTOBER],
    });
    expect(row?.amounts).toEqual({ backlogOpen: 10, headcount: 7, offered: 35 });
  });

  test("cells have days, vendor and slice of their own", async () => {
    const amounts = await sumCells(db, lead(), {
      refs: ["offered"],
      cells: [
        { key: "whole", vendorId: a, revision: 1, from: OCTOBER.from, until: OCTOBER.until },
        { key: "south", vendorId: a, revision: 1, site: "South", from: OCTOBER.from, until: OCTOBER.until },
        { key: "other", vendorId: b, revision: 1, site: "North", from: OCTOBER.from, until: OCTOBER.until },
        { key: "empty", vendorId: b, revision: 1, site: "South", from: OCTOBER.from, until: OCTOBER.until },
      ],
    });
    expect(Object.fromEntries(amounts)).toEqual({
      whole: { offered: 35 },
      south: { offered: 5 },
      other: { offered: 1000 },
      empty: {},
    });
  });

  test("stocks of several partners are read at each one's own cut-off, then added up", async () => {
    const c = await makeVendor(db, "c", "C");
    await writeMeasures(db, [{ vendorId: c, day: "2026-10-30", amounts: { backlogOpen: 100, headcount: 1 } }]);
    const question = { vendorIds: [a, c], refs: ["backlogOpen", "headcount"], ranges: [OCTOBER] };
    const [row] = await sumMeasures(db, lead(), question);
    expect(row?.amounts).toEqual({ backlogOpen: 110, headcount: 8 });
    const bySite = await sumMeasures(db, lead(), { ...question, by: ["site"] });
    expect(bySite.find((site) => site.site === "South")?.amounts).toEqual({ backlogOpen: 3, headcount: 2 });
  });

  test("a backlog counts each slice on its own last day, and none that has ended", async () => {
    const d = await makeVendor(db, "d", "D");
    const open = (site: string, date: number, backlogOpen: number) => {
      return { vendorId: d, day: `2026-10-${String(date).padStart(2, "0")}`, site, amounts: { backlogOpen } };
    };
    await writeMeasures(db, [
      open("North", 30, 40),
      open("South", 24, 500),
      open("South", 31, 25),
      ...[1, 2, 3, 4].map((date) => open("Closed", date, 9)),
    ]);
    const question = { vendorIds: [d], refs: ["backlogOpen"], ranges: [OCTOBER] };
    expect(await sumMeasures(db, lead(), question)).toMatchObject([{ amounts: { backlogOpen: 65 } }]);
    const bySite = await sumMeasures(db, lead(), { ...question, by: ["site"] });
    expect(new Map(bySite.map(({ site, amounts }) => [site, amounts.backlogOpen]))).toEqual(
      new Map([
        ["North", 40],
        ["South", 25],
        ["Closed", 9],
      ]),
    );
    const cell = { key: "whole", vendorId: d, revision: 1, from: OCTOBER.from, until: OCTOBER.until };
    const cells = await sumCells(db, lead(), { refs: ["backlogOpen"], cells: [cell] });
    expect(cells.get("whole")).toEqual({ backlogOpen: 65 });
  });

  test("counts that the roll-up does not hold come from contacts and totals", async () => {
    const at = new Date("2026-10-02T10:00:00Z");
    const contact = { vendorId: b, source: "s", batchId: 1, day: new Date("2026-10-02"), openedAt: at };
    const waits = [10, 30, 61, null];
    await db.inside.contact.createMany({
      data: waits.map((waitSeconds, line) => ({
        ...contact,
        externalId: `c${line}`,
        line,
        answered: true,
        waitSeconds,
      })),
    });
    await db.inside.contact.create({
      data: { ...contact, externalId: "left", line: 9, answered: false, waitSeconds: 5 },
    });
    await db.inside.total.create({
      data: {
        vendorId: b,
        source: "t",
        externalId: "t1",
        batchId: 1,
        line: 1,
        day: new Date("2026-10-03"),
        measure: "wait<=45",
        amount: 100,
      },
    });
    const [row] = await sumMeasures(db, lead(), {
      vendorIds: [b],
      refs: ["wait<=45", "abandonedWait<=5", "csat>=4", "offered"],
      ranges: [OCTOBER],
    });
    expect(row?.amounts).toEqual({ "wait<=45": 102, "abandonedWait<=5": 1, offered: 1000 });
  });

  test("a severity is counted from the rows, as no roll-up keeps it apart", async () => {
    const cell = { vendorId: b, revision: 1, from: OCTOBER.from, until: OCTOBER.until };
    await db.inside.contact.updateMany({
      where: { externalId: { in: ["c0", "c2", "left"] } },
      data: { severity: "high" },
    });
    const amounts = await sumCells(db, lead(), {
      refs: ["offered", "answered", "wait<=20", "reviews"],
      cells: [
        { ...cell, key: "high", severity: "high" },
        { ...cell, key: "low", severity: "low" },
      ],
    });
    expect(Object.fromEntries(amounts)).toEqual({ high: { offered: 3, answered: 2, "wait<=20": 1 }, low: {} });
  });

  test("another vendor's figures stay out of a narrow scope, inside and outside", async () => {
    const question = { vendorIds: [a, b], refs, ranges: [OCTOBER], by: ["vendor"] as const };
    const narrow = await sumMeasures(db, lead({ vendorIds: [b], sites: ["North"] }), question);
    expect(narrow.map((row) => row.vendorId)).toEqual([b]);
    const partner = await sumMeasures(db, partnerOf(a), question);
    expect(partner.map((row) => row.vendorId)).toEqual([a]);
  });

  test("data reaches to the last measured day; a forecast does not count", async () => {
    const days = await findDataDays(db, lead());
    expect(days.get(a)).toEqual({ first: "2026-09-30", last: "2026-10-31" });
    expect([...(await findDataDays(db, partnerOf(b))).keys()]).toEqual([b]);
  });
});
