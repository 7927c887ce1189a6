import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "../../support/database";
import { OPERATIONS, type Operation } from "../../support/survival/operations";
import { openStruckOperations, type StruckOperations } from "../../support/survival/fault-scenarios";

let operations: StruckOperations;

beforeAll(async () => {
  const db = await createTestDatabase();
  operations = await openStruckOperations(db, { ...db, control: await createTestDatabase() });
});
afterAll(() => operations.close());

const named = (listed: readonly Operation[]) => listed.map((operation) => [operation.name, operation] as const);

describe("what is requested, and its connection is lost", () => {
  test.each(named(OPERATIONS))(
    "before any one of the statements of %s: nothing is stored, and requested again it is done once",
    async (_name, operation) => {
      const strikes = await operations.strikeAtEach(operation, { act: "cut" });
      const statements = strikes.map(({ statement }) => statement);
      expect(statements).toEqual(expect.arrayContaining(["BEGIN", operation.isDryRun ? "ROLLBACK" : "COMMIT"]));
      expect(strikes.filter(({ applied }) => applied)).toEqual([]);
    },
  );

  test.each(named(OPERATIONS.filter(({ isDryRun }) => !isDryRun)))(
    "before the answer to COMMIT of %s: all of it is stored, and requested again it is not done twice",
    async (_name, operation) => {
      const strikes = await operations.strikeAtEach(operation, { act: "lose-answer", only: /^COMMIT$/ });
      expect(strikes).toEqual([{ statement: "COMMIT", applied: true }]);
    },
  );
});
