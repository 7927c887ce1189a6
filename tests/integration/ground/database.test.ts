import { describe, expect, test } from "vitest";
import { openDatabase } from "~/data/database.server";
import { createEmptyDatabase, createTestDatabase } from "../../support/database";
import { schemaDrift } from "~/data/migrate.server";

describe("the schema", () => {
  test("is exactly what the migrations build", async () => {
    const scratch = await createEmptyDatabase();
    expect(await schemaDrift(scratch.url)).toBe("");
  });
});

describe("the database", () => {
  test("refuses the application's own role as the outside role", async () => {
    const { url } = await createTestDatabase();
    await expect(openDatabase({ url, outsideUrl: url })).rejects.toThrow(/application's own role/);
  });
});
