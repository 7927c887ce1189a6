import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "../../support/database";
import { openKilledRuns, type KilledRuns } from "../../support/survival/killed-run";
import { addPerson } from "../../integration/access/people";

type Killed = NonNullable<Awaited<ReturnType<KilledRuns["killAt"]>>>;

let runs: KilledRuns;

beforeAll(async () => {
  const db = await createTestDatabase();
  runs = await openKilledRuns(db, db, await addPerson(db, "ana@example.com", "analyst"));
  await runs.killAt(Infinity);
});
afterAll(() => runs.close());

describe("a process that is killed (SIGKILL) while it imports", () => {
  // Every fourth and the last few, as each takes a process of its own; `npm run bench -- --soak` goes through all of them.
  test("before its statements, from the request to its end: whoever is left applies it once", async () => {
    const killed: Killed[] = [];
    const killAt = async (at: number) => {
      const one = await runs.killAt(at);
      if (one !== null) killed.push(one);
      return one !== null;
    };
    let at = 1;
    while (await killAt(at)) at += 4;
    for (const last of [at - 3, at - 2, at - 1]) await killAt(last);
    expect(killed.length).toBeGreaterThan(6);
    expect(killed[0]).toMatchObject({ applied: false });
    expect(killed.filter(({ applied }) => applied).length).toBeGreaterThan(0);
  });
});
