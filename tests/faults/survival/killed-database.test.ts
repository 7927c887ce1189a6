import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS } from "../../support/survival/operations";
import { openKilledDatabase, type KilledDatabase } from "../../support/survival/killed-database";

let database: KilledDatabase;

beforeAll(async () => {
  database = await openKilledDatabase();
});
afterAll(() => database.close());

/** Each takes a start of the server; `npm run bench -- --soak` goes through every statement of every operation. */
const POSITIONS = [26];
const KILLED = ["a first load into an empty table", "a restatement with new rows"];

describe.each(
  OPERATIONS.filter(({ name }) => KILLED.includes(name)).map((operation) => [operation.name, operation] as const),
)("%s, whose database server is killed (SIGKILL) and started again", (_name, operation) => {
  test("before some of its statements: nothing is stored, and requested again it is done once", async () => {
    const strikes = await database.killAtEach(operation, { positions: POSITIONS });
    expect(strikes.map(({ applied }) => applied)).toEqual(POSITIONS.map(() => false));
  });

  test("after COMMIT, before anybody heard of it: all of it is stored, once", async () => {
    expect(await database.killAfterCommit(operation)).toEqual([{ statement: "COMMIT", applied: true }]);
  });
});
