import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { exportRows } from "~/data/db/export-rows.server";
import { Prisma } from "~/data/generated/client";
import { createTestDatabase } from "../../support/database";
import { lead } from "../reports/tiny-data";

const NUMBERS = Prisma.sql`SELECT n FROM generate_series(1, 1200) AS n`;

test("an export waits for the end of its request only until its last row is read, or nobody reads on", async () => {
  const request = new AbortController();
  const db = { ...(await createTestDatabase()), signal: request.signal };
  const waiting = () => getEventListeners(request.signal, "abort").length;

  let read = 0;
  for await (const rows of exportRows(db, lead(), [NUMBERS])) {
    expect(waiting()).toBeGreaterThan(0);
    read += rows.length;
  }
  expect([read, waiting()]).toEqual([1_200, 0]);

  const left = exportRows(db, lead(), [NUMBERS]);
  await left.next();
  await left.return(undefined);
  expect(waiting()).toBe(0);
});
