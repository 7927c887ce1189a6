import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "../../support/database";
import { openKilledRuns, type KilledRuns } from "../../support/survival/killed-run";
import { addPerson } from "../access/people";

let runs: KilledRuns;

beforeAll(async () => {
  const db = await createTestDatabase();
  runs = await openKilledRuns(db, db, await addPerson(db, "ana@example.com", "analyst"));
  await runs.killAt(Infinity);
});
afterAll(() => runs.close());

describe("a process that is killed (SIGKILL) while it imports", () => {
  // Every fourth, as each takes a process of its own; `npm run bench -- --soak` goes through all of them.
  test("before its statements, from the request to its end: whoever is left applies it once", async () => {
    const killed = [];
    for (let at = 1; ; at += 4) {
      const strike = await runs.killAt(at);
      if (strike === null) break;
      killed.push(strike);
    }
    expect(killed.length).toBeGreaterThan(6);
    expect(killed[0]).toMatchObject({ applied: false });
    expect(killed.filter(({ applied }) => applied).length).toBeGreaterThan(0);
  }, 240_000);
});
