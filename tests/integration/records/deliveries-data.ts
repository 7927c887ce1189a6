import { partnerScope, WHOLE_SCOPE } from "~/domain/access/scope";
import type { MemberRole, Viewer } from "~/domain/access/viewer";
import { DELIVERY_DEFAULTS, type Delivery } from "~/domain/contracts/delivery-schedule";
import { addDays, isoWeekday, type Day } from "~/domain/calendar/day";
import { daysOf } from "~/domain/calendar/day-range";
import { createTestDatabase } from "../../support/database";
import { applyRows, type TestRow } from "../ingest/apply-rows";

/** Monday noon. */
export const NOW = new Date("2026-11-23T12:00:00Z");

export const member = (role: MemberRole): Viewer => {
  const who = { userId: "u", name: "Ann", email: "ann@x.example" };
  return { kind: "member", ...who, role, scope: WHOLE_SCOPE };
};
export const partnerOf = (vendorId: number): Viewer => {
  const who = { userId: "p", name: "", email: "p@x.example" };
  return { kind: "partner", ...who, vendorId, scope: partnerScope(vendorId) };
};

/** The partner's calls of every weekday, by nine on the morning after. */
export const daily: Delivery = {
  ...DELIVERY_DEFAULTS,
  name: "",
  kind: "contacts",
  source: "desk",
  cadence: { every: "day", weekdays: [1, 2, 3, 4, 5] },
};

export const rowsOf = (day: Day, count: number, prefix = ""): TestRow[] => {
  return Array.from({ length: count }, (_, index) => {
    return { id: `${prefix}${day}-${index}`, day, fields: { openedAt: `${day}T09:00:00Z`, answered: true } };
  });
};

/**
 * Three partners by `NOW`. Of Acme twenty rows came for every weekday of eight weeks; of last week's days Wednesday came in time,
 * Thursday incomplete, and Friday incomplete at first and in full too late. Beta sent three rows once, Gamma nothing.
 */
export async function createDeliveriesData() {
  const db = await createTestDatabase();
  await db.inside.organization.create({ data: { id: 1, name: "Test", timeZone: "UTC" } });
  const vendors: Record<string, number> = {};
  for (const key of ["acme", "beta", "gamma"]) {
    vendors[key] = (await db.inside.vendor.create({ data: { key, name: key.toUpperCase() } })).id;
  }
  /** Applies a day's rows as a file that came at a moment. */
  const arrive = async (vendor: string, day: Day, rows: readonly TestRow[], at = `${addDays(day, 1)}T06:00:00Z`) => {
    const { batchId } = await applyRows(db, { kind: "contacts", vendor, rows });
    await db.inside.receivedDay.updateMany({ where: { batchId }, data: { receivedAt: new Date(at) } });
    return batchId;
  };
  const past = daysOf({ from: "2026-09-21", until: "2026-11-18" }).filter((day) => isoWeekday(day) < 6);
  const byWeek = past.flatMap((day) => rowsOf(day, 20));
  await arrive("acme", "2026-11-17", byWeek, "2026-11-01T06:00:00Z");
  await arrive("acme", "2026-11-18", rowsOf("2026-11-18", 19));
  await arrive("acme", "2026-11-19", rowsOf("2026-11-19", 5));
  await arrive("acme", "2026-11-20", rowsOf("2026-11-20", 8));
  await arrive("acme", "2026-11-20", rowsOf("2026-11-20", 20), "2026-11-22T15:00:00Z");
  await arrive("beta", "2026-11-19", rowsOf("2026-11-19", 3));
  return { db, arrive, idOf: (key: string) => vendors[key] ?? 0 };
}

export type DeliveriesData = Awaited<ReturnType<typeof createDeliveriesData>>;
