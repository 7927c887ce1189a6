import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import type { AppliedBatch } from "~/data/imports/load/apply-batch.server";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import { checkRollUp } from "~/data/rollups/check-roll-ups.server";
import { createTestDatabase } from "../../support/database";
import { runsOf } from "../../support/property-runs";
import { applyRows, clearFacts, type TestRow } from "./apply-rows";

const db = await createTestDatabase();
beforeEach(() => clearFacts(db));

/** Days of one month, so that each batch finds in it what others left there. */
const day = fc.constantFrom("2026-01-05", "2026-01-06", "2026-01-20");
const VALUES = { talkSeconds: 60, csatScore: 4, reopened: true, madeSla: false, npsScore: 9 };
type StatedField = keyof typeof VALUES;

const contacts = fc.record({
  kind: fc.constant("contacts" as const),
  day,
  says: fc.subarray<StatedField>(["talkSeconds", "csatScore", "reopened", "madeSla", "npsScore"]),
});
const reviews = fc.record({ kind: fc.constant("reviews" as const), day });
const totals = fc.record({
  kind: fc.constant("totals" as const),
  day,
  measure: fc.constantFrom("csatResponses", "orders", "reopened"),
});
const anyBatch = fc.oneof(contacts, reviews, totals);
type Batch = typeof anyBatch extends fc.Arbitrary<infer B> ? B : never;
const batches = fc.array(fc.record({ batch: anyBatch, reverted: fc.boolean() }), { minLength: 2, maxLength: 5 });

test("what no file had until now is added up from the first batch that has it, whatever is reverted", async () => {
  await fc.assert(
    fc.asyncProperty(batches, async (given) => {
      await clearFacts(db);
      for (const [index, { batch, reverted }] of given.entries()) {
        const applied = await apply(batch, `B${index}`);
        await expectWhole();
        if (!reverted) continue;
        await revertBatch(db, applied.batchId, "test");
        await expectWhole();
      }
    }),
    runsOf(15),
  );
});

function apply(batch: Batch, id: string): Promise<AppliedBatch> {
  const row = (fields: TestRow["fields"]): TestRow[] => [{ id, day: batch.day, fields: { site: "Cebu", ...fields } }];
  const moment = `${batch.day}T10:00:00Z`;
  switch (batch.kind) {
    case "contacts": {
      const stated = Object.fromEntries(batch.says.map((name) => [name, VALUES[name]]));
      const rows = row({ openedAt: moment, ...stated });
      return applyRows(db, { kind: "contacts", rows, says: ["openedAt", "site", ...batch.says] });
    }
    case "reviews": {
      const rows = row({ reviewedAt: moment, pointsEarned: 8, pointsPossible: 10 });
      return applyRows(db, { kind: "reviews", rows, says: ["reviewedAt", "site", "pointsEarned", "pointsPossible"] });
    }
    case "totals":
      return applyRows(db, {
        kind: "totals",
        source: "totals",
        rows: row({ measure: batch.measure, amount: 7 }),
        says: ["site", "measure", "amount"],
      });
  }
}

/** Days and months as the facts add up to, without knowing what files stated. */
async function expectWhole(): Promise<void> {
  const { id } = await db.inside.vendor.findUniqueOrThrow({ where: { key: "acme" } });
  expect((await checkRollUp(db, id, { repair: false, actor: "test" })).differences).toEqual([]);
}
