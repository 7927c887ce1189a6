import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openKilledDatabase, type KilledDatabase } from "../../support/survival/killed-database";

let database: KilledDatabase;

beforeAll(async () => {
  database = await openKilledDatabase();
}, 120_000);
afterAll(() => database.close());

describe("a database server that is killed (SIGKILL) during an import and started again", () => {
  // Each takes a start of the server; `npm run bench -- --soak` goes through every statement.
  test.each([1, 6, 14])(
    "before statement %i: nothing is stored, and sent again it is applied once",
    async (at) => {
      expect(await database.killAt(at)).toMatchObject({ applied: false });
    },
    90_000,
  );

  test("after COMMIT, before anybody heard of it: all of it is stored, once", async () => {
    expect(await database.killAfterCommit()).toEqual({ statement: "COMMIT", applied: true });
  }, 90_000);
});
