import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listRowChanges } from "~/data/imports/batch-changes.server";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import { checkRollUp } from "~/data/rollups/check-roll-ups.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { runsOf } from "../../support/property-runs";
import { applyRows, clearFacts } from "./apply-rows";

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(() => clearFacts(db));

type Stated = { talk: number | null; site: string | null; rank: readonly number[] | null };
type Batch = { id: number; existing: Status; rows: ReadonlyMap<string, Stated> };
type Status = "unstated" | "preliminary" | "final";
type Step = { existing: Status; rows: readonly (Stated & { id: string })[] } | { revert: number };
type State = Stated & { preliminary: boolean };

const IDS = ["A", "B"];

/** Whether the first rank is lower, of two that begin alike. */
function isLower(rank: Stated["rank"], other: Stated["rank"]): boolean {
  if (!rank || !other || rank[0] !== other[0]) return false;
  const at = rank.findIndex((part, index) => part !== other[index]);
  return at >= 0 && (rank[at] ?? 0) < (other[at] ?? 0);
}

function isSuperseded(known: State | null, preliminary: boolean, rank: Stated["rank"]): boolean {
  if (known === null) return false;
  if (preliminary !== known.preliminary) return preliminary;
  return isLower(rank, known.rank);
}

/** What a row comes to: what the batches say of it, one after the other, but for what is kept out by what is there then. */
function fold(batches: readonly Batch[], id: string): State | null {
  return batches.reduce((known: State | null, { existing, rows }) => {
    const stated = rows.get(id);
    const preliminary = existing === "preliminary";
    if (!stated || isSuperseded(known, preliminary, stated.rank)) return known;
    const { talk, site, rank } = stated;
    return { talk: talk ?? known?.talk ?? null, site: site ?? known?.site ?? null, rank, preliminary };
  }, null);
}

const isSame = (one: State | null, other: State | null) =>
  one?.talk === other?.talk && one?.site === other?.site && one?.preliminary === other?.preliminary;

/** Numbers and an instant with a number, of which the last stand, and numbers of which the first stand. */
const ranks = [2, 5, -2].map((nature) =>
  fc
    .tuple(fc.integer({ min: -2, max: 2 }), fc.constantFrom(0, 0.5))
    .map((parts) => [nature, ...parts.slice(0, nature === 5 ? 2 : 1)]),
);
const statedBy = (rank: fc.Arbitrary<readonly number[] | null>) =>
  fc.uniqueArray(
    fc.record({
      id: fc.constantFrom(...IDS),
      talk: fc.constantFrom(null, 1, 2, 3),
      site: fc.constantFrom(null, "Lisbon", "Porto"),
      rank,
    }),
    { minLength: 1, maxLength: 2, selector: ({ id }) => id },
  );
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      existing: fc.constantFrom<Status[]>("unstated", "unstated", "preliminary", "final"),
      rows: fc.oneof(
        statedBy(fc.constant(null)),
        ...ranks.flatMap((rank, index) => Array.from({ length: index === 0 ? 3 : 1 }, () => statedBy(rank))),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ revert: fc.nat(20) }) },
);

const says = (existing: Status, talk: number, rank: Stated["rank"]) => ({
  existing,
  rows: [{ id: "A", talk, site: null, rank }],
});
/** Where an order that is compared, one that is not and the existing of rows meet. */
const EXAMPLES: readonly Step[][] = [
  [says("preliminary", 1, [2, 2]), says("unstated", 2, [2, 0]), says("preliminary", 3, [2, 1]), { revert: 1 }],
  [says("final", 1, [2, 2]), says("preliminary", 2, null), says("final", 3, [2, 0]), { revert: 1 }],
  [says("unstated", 1, [2, 2]), says("unstated", 2, null), says("unstated", 3, [2, 0]), { revert: 1 }, { revert: 0 }],
  [says("unstated", 1, [-2, 1]), says("unstated", 2, [2, 0]), says("unstated", 3, [-2, 0]), { revert: 0 }],
];

describe("events of the same cases in several batches, beside rows that are no events and preliminary ones", () => {
  test("come to what the batches that are left say one after the other, and counts add up", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 10 }), async (steps) => {
        await clearFacts(db);
        const applied: Batch[] = [];
        for (const one of steps) {
          if ("revert" in one) {
            const [gone] = applied.splice(one.revert % Math.max(1, applied.length), 1);
            if (gone) expect(await revertBatch(db, gone.id, "test")).toBe("reverted");
          } else {
            const before = new Map(IDS.map((id) => [id, fold(applied, id)]));
            const result = await applyRows(db, {
              kind: "contacts",
              rows: one.rows.map(({ id, talk, site, rank }) => ({
                id,
                day: "2026-03-01",
                fields: {
                  openedAt: "2026-03-01T09:00:00Z",
                  talkSeconds: talk,
                  site,
                  preliminary: one.existing === "preliminary" ? true : null,
                },
                ...(rank ? { rank } : {}),
              })),
              says: ["openedAt", "talkSeconds", "site", ...(one.existing === "unstated" ? [] : ["preliminary"])],
            });
            const batch = {
              id: result.batchId,
              existing: one.existing,
              rows: new Map(one.rows.map((row) => [row.id, row])),
            };
            applied.push(batch);
            const count = (holds: (known: State, stated: Stated, id: string) => boolean) =>
              one.rows.filter((row) => {
                const known = before.get(row.id);
                return known && holds(known, row, row.id);
              }).length;
            const superseded = count((known, { rank }) => isSuperseded(known, one.existing === "preliminary", rank));
            const changed = count((known, _stated, id) => !isSame(known, fold(applied, id)));
            const fresh = one.rows.filter(({ id }) => !before.get(id)).length;
            expect(result).toMatchObject({
              new: fresh,
              changed,
              superseded,
              unchanged: one.rows.length - fresh - changed - superseded,
            });
            expect(await listRowChanges(db, batch.id, { offset: 0, limit: 10 })).toHaveLength(changed);
          }
          const { rows } = await db.pool.query(
            `SELECT external_id AS id, talk_seconds AS talk, NULLIF(site, '') AS site, event_rank AS rank,
               COALESCE(preliminary, FALSE) AS preliminary, batch_id = ANY ($1) AS brought FROM contact ORDER BY external_id`,
            [applied.map(({ id }) => id)],
          );
          const wanted = IDS.flatMap((id) => {
            const state = fold(applied, id);
            return state ? { id, ...state, brought: true } : [];
          });
          expect(rows).toEqual(wanted);
        }
        const { rows: vendors } = await db.pool.query<{ id: number }>("SELECT id FROM vendor");
        for (const { id } of vendors)
          expect(await checkRollUp(db, id, { repair: false, actor: "test" })).toMatchObject({ differences: [] });
      }),
      { numRuns: EXAMPLES.length + runsOf(20).numRuns, examples: EXAMPLES.map((steps) => [steps]) },
    );
  });
});
