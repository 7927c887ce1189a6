import { expect, it } from "vitest";
import { removeDemo } from "~/data/demo/demo-data.server";
import { findClosedMonths } from "~/data/contracts/closed-months.server";
import { findStatementMonths } from "~/data/contracts/statement-months.server";
import { verifyClosedMonths } from "~/reports/contracts/verify-closed-months.server";
import { seedDemo } from "../../../seed/main";
import { SEEDER } from "../../../seed/seeder";
import { createTestDatabase } from "../../support/database";
import { seedOptions } from "./seed-options";

it("closes a year of months of one demo partner, puts the last month under review, and takes all of it away with the demo", async () => {
  const db = await createTestDatabase();
  const options = await seedOptions({ partners: ["lumina"], scale: 0.1 });
  await seedDemo(db, options);
  const closed = await findClosedMonths(db, SEEDER);
  expect(closed.map(({ period }) => period)).toEqual([
    "2025-10",
    "2025-11",
    "2025-12",
    "2026-01",
    "2026-02",
    "2026-03",
    "2026-04",
    "2026-05",
    "2026-06",
    "2026-07",
    "2026-08",
    "2026-09",
  ]);
  const months = await findStatementMonths(db, SEEDER, { periods: ["2026-10"] });
  expect(months.map(({ state }) => state)).toEqual(["under-review"]);
  expect(await verifyClosedMonths(db, SEEDER)).toEqual({ periods: 12, altered: [] });
  await seedDemo(db, options);
  expect(await findClosedMonths(db, SEEDER)).toEqual(closed);
  expect(await findStatementMonths(db, SEEDER, { periods: ["2026-10"] })).toEqual(months);
  const removal = await removeDemo(db, "test", { name: "Ada Own", email: "ada@own.example", passwordHash: "x" });
  expect(removal.ok).toBe(true);
  expect([await db.inside.closedMonth.count(), await db.inside.statementMonth.count()]).toEqual([0, 0]);
});
