import { describe, expect, it } from "vitest";
import { seedDemo } from "../../../seed/main";
import { NOW, seededContents, seedOptions } from "../../integration/seed/seed-options";
import { createTestDatabase } from "../../support/database";

describe("a seeding that was cut off", () => {
  it("goes on where it stopped, even a day later, and ends with the same data", async () => {
    const [whole, cut] = [await createTestDatabase(), await createTestDatabase()];
    await seedDemo(whole, await seedOptions());

    const given = await seedOptions();
    const fails = (line: string) => {
      if (line.startsWith("Harbour")) throw new Error("cut off");
    };
    await expect(seedDemo(cut, { ...given, log: fails })).rejects.toThrow("cut off");
    const organization = await cut.inside.organization.findFirstOrThrow();
    expect(organization.demoSeededAt).toBeNull();

    await seedDemo(cut, { ...given, clock: () => new Date(NOW.getTime() + 86_400_000) });
    expect(await seededContents(cut)).toEqual(await seededContents(whole));
    expect((await cut.inside.organization.findFirstOrThrow()).demoSeededAt).not.toBeNull();
  });
});
