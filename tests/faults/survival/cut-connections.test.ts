import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "../../support/database";
import { DEEDS, type Deed } from "../../support/survival/deeds";
import { openStruckDeeds, type StruckDeeds } from "../../support/survival/struck-deeds";

let deeds: StruckDeeds;

beforeAll(async () => {
  const db = await createTestDatabase();
  deeds = await openStruckDeeds(db, { ...db, control: await createTestDatabase() });
});
afterAll(() => deeds.close());

const named = (listed: readonly Deed[]) => listed.map((deed) => [deed.name, deed] as const);

describe("what is asked for, and its connection is lost", () => {
  test.each(named(DEEDS))(
    "before any one of the statements of %s: nothing is stored, and asked for again it is done once",
    async (_name, deed) => {
      const strikes = await deeds.strikeAtEach(deed, { act: "cut" });
      const statements = strikes.map(({ statement }) => statement);
      expect(statements).toEqual(expect.arrayContaining(["BEGIN", deed.isDryRun ? "ROLLBACK" : "COMMIT"]));
      expect(strikes.filter(({ applied }) => applied)).toEqual([]);
    },
  );

  test.each(named(DEEDS.filter(({ isDryRun }) => !isDryRun)))(
    "before the answer to COMMIT of %s: all of it is stored, and asked for again it is not done twice",
    async (_name, deed) => {
      const strikes = await deeds.strikeAtEach(deed, { act: "lose-answer", only: /^COMMIT$/ });
      expect(strikes).toEqual([{ statement: "COMMIT", applied: true }]);
    },
  );
});
