import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "../../support/database";
import { openStruckImports, strikeAtEach, type StruckImports } from "../../support/survival/struck-import";

let imports: StruckImports;

beforeAll(async () => {
  const db = await createTestDatabase();
  imports = await openStruckImports(db, db);
});
afterAll(() => imports.close());

describe("an import whose connection is lost", () => {
  test("before any one of its statements: nothing is stored, and sent again it is applied once", async () => {
    const strikes = await strikeAtEach(imports, "cut");
    expect(strikes.length).toBeGreaterThan(15);
    const statements = strikes.map(({ statement }) => statement);
    expect(statements).toEqual(expect.arrayContaining(["BEGIN", "copy data", "copy done", "COMMIT"]));
    expect(strikes.filter(({ applied }) => applied)).toEqual([]);
  }, 120_000);

  test("before the answer to any one of its statements, COMMIT among them: applied or not, never twice", async () => {
    const strikes = await strikeAtEach(imports, "lose-answer");
    expect(strikes.length).toBeGreaterThan(15);
    expect(strikes.filter(({ applied }) => applied)).toEqual([{ statement: "COMMIT", applied: true }]);
  }, 120_000);
});
