import { expect, test, vi } from "vitest";
import { Prisma } from "../generated/client";

test("the plan of a marked statement is kept under a name of its own, of so many statements as a connection may hold", async () => {
  // A process keeps its names; these are of one that has none yet.
  vi.resetModules();
  const { PREPARED, planName } = await import("./prepared-statements");
  const prepared = (shape: number) => Prisma.sql`${PREPARED}SELECT ${1}::int + ${Prisma.raw(String(shape))}`;

  expect(planName(Prisma.sql`SELECT 1`)).toBe("");
  const first = planName(prepared(1));
  expect(first).not.toBe("");
  expect(planName(prepared(1))).toBe(first);
  const all = Array.from({ length: 100 }, (_, index) => planName(prepared(index + 1)));
  const named = all.filter((name) => name !== "");
  expect(named.length).toBe(64);
  expect(new Set(named).size).toBe(64);
  expect(planName(prepared(1))).toBe(first);
});
