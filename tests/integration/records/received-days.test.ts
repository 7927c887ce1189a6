import fc from "fast-check";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { findReceivedDays } from "~/data/deliveries/received-days.server";
import { tryBatch } from "~/data/imports/load/try-batch.server";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import type { Viewer } from "~/domain/access/viewer";
import { applyRows, clearFacts } from "../ingest/apply-rows";
import { createDeliveriesData, member, partnerOf, rowsOf, type DeliveriesData } from "./deliveries-data";
import { runsOf } from "../../support/property-runs";

let db: DeliveriesData["db"];
let arrive: DeliveriesData["arrive"];
let idOf: DeliveriesData["idOf"];

beforeAll(async () => {
  ({ db, arrive, idOf } = await createDeliveriesData());
});

/** What the migration counts, from rows and statements, as what was received before it. */
const backfill = () => {
  const script = readFileSync("prisma/migrations/0011_arrivals/migration.sql", "utf8");
  const [, columns = "", query = ""] = /INSERT INTO arrived_day (\([^)]*\))\s+(SELECT[^;]*);/.exec(script) ?? [];
  return {
    columns: columns.replace("arrived_at", "received_at"),
    query: query
      .replace("row_statement s", `(${STATEMENTS}) s`)
      .replace(
        "'tallies', source, external_id, batch_id FROM tally",
        "'totals', source, external_id, batch_id FROM total",
      ),
  };
};

/** What row_statement held: which batches speak of a row that more than one speaks of. */
const STATEMENTS = ["batch_id", "previous_batch_id"]
  .map(
    (batch) =>
      `SELECT vendor_id, 'contacts' AS kind, source, external_id, ${batch} AS batch_id FROM contact_history WHERE ${batch} IS NOT NULL`,
  )
  .join(" UNION ");

describe("what was received", () => {
  const revisions = () => db.inside.vendor.findMany({ select: { id: true, revision: true } });
  const known = async (viewer: Viewer, from = "2026-11-18") => {
    const found = await findReceivedDays(db, viewer, { vendors: await revisions(), from });
    return [...found].map(([vendorId, days]) => {
      return [vendorId, days.map(({ day, source, steps }) => [day, source, steps.map(({ rows }) => rows)])];
    });
  };

  it("is written down by day with each batch: what is new adds up, what is sent again does not", async () => {
    expect(await known(member("lead"))).toEqual([
      [
        idOf("acme"),
        [
          ["2026-11-18", "desk", [19]],
          ["2026-11-19", "desk", [5]],
          ["2026-11-20", "desk", [8, 20]],
        ],
      ],
      [idOf("beta"), [["2026-11-19", "desk", [3]]]],
    ]);
    await arrive("gamma", "2026-11-19", rowsOf("2026-11-19", 4, "a"));
    await arrive("gamma", "2026-11-19", rowsOf("2026-11-19", 6, "b"));
    await arrive("gamma", "2026-11-19", [...rowsOf("2026-11-19", 4, "a"), ...rowsOf("2026-11-19", 6, "b")]);
    expect((await known(partnerOf(idOf("gamma"))))[0]?.[1]).toEqual([["2026-11-19", "desk", [4, 10]]]);
  });

  it("is what the migration makes of the rows and statements that were there before it", async () => {
    const recorded = async () => {
      const { rows } = await db.pool.query(
        "SELECT vendor_id, day::text, kind, source, batch_id, rows, rows_new FROM received_day ORDER BY batch_id, day",
      );
      return rows as unknown[];
    };
    const before = await recorded();
    const { columns, query } = backfill();
    const { rows: moments } = await db.pool.query("SELECT * FROM received_day");
    await db.pool.query("DELETE FROM received_day");
    await db.pool.query(`INSERT INTO received_day ${columns} ${query}`);
    expect(await recorded()).toEqual(before);
    await db.pool.query(
      "UPDATE received_day d SET received_at = m.received_at FROM json_populate_recordset(NULL::received_day, $1) m WHERE m.batch_id = d.batch_id AND m.day = d.day",
      [JSON.stringify(moments)],
    );
  });

  it("is gone with its batch, and a dry run leaves no trace", async () => {
    const batchId = await arrive("gamma", "2026-11-20", rowsOf("2026-11-20", 2));
    expect((await known(partnerOf(idOf("gamma"))))[0]?.[1]).toHaveLength(2);
    await revertBatch(db, batchId, "test");
    expect((await known(partnerOf(idOf("gamma"))))[0]?.[1]).toHaveLength(1);
    const count = await db.inside.receivedDay.count();
    const rows = rowsOf("2026-11-21", 2).map(({ id, day }, index) => {
      return { line: index + 2, vendorId: idOf("gamma"), externalId: id, day, values: [`${day}T09:00:00Z`] };
    });
    const mapping = {
      key: "t",
      name: "T",
      kind: "contacts" as const,
      document: {},
      createdBy: null,
      demo: false,
      sourceLimited: false,
      barrier: () => null,
    };
    const input = {
      kind: "contacts" as const,
      source: "desk",
      mapping,
      vendor: { key: "gamma", name: "G", timeZone: "UTC" },
      file: { name: "t.csv", sha256: "0", bytes: 1 },
      collapse: null,
      unstatedFields: [],
      erases: [],
      idColumn: "id",
      by: "test",
      demo: false,
    };
    const source = {
      rows: async function* () {
        yield rows;
      },
      counts: () => ({ read: 2, accepted: 2, skipped: 0, collapsed: 0 }),
    };
    const { answer } = await tryBatch(db, input, source, (inside) => inside.inside.receivedDay.count());
    expect([answer, await db.inside.receivedDay.count()]).toEqual([count + 1, count]);
  });

  it("stays whole when an earlier batch is reverted: what it alone brought goes, what others also have stays", async () => {
    const day = "2026-11-16";
    const rows = (...ids: number[]) =>
      ids.map((id) => ({ id: `w${id}`, day, fields: { openedAt: `${day}T09:00:00Z` } }));
    const steps = async () => (await known(partnerOf(idOf("gamma")), day))[0]?.[1];
    const first = await arrive("gamma", day, rows(1, 2, 3, 4, 5));
    await arrive("gamma", day, rows(1, 2, 3, 6, 7, 8));
    await revertBatch(db, first, "test");
    await arrive("gamma", day, rows(4, 5));
    expect(await steps()).toContainEqual([day, "desk", [6, 8]]);
  });
});

describe("however batches follow each other and are reverted", () => {
  const days = ["2026-11-10", "2026-11-11"];
  const step = fc.oneof(
    fc.record({
      do: fc.constant("apply" as const),
      stated: fc.dictionary(fc.constantFrom("a", "b", "c", "d", "e"), fc.constantFrom(...days), { minKeys: 1 }),
      preliminary: fc.boolean(),
    }),
    fc.record({ do: fc.constant("revert" as const), which: fc.nat({ max: 9 }) }),
  );

  /** By day and batch how many rows count as new, as the records say and as rows and statements tell. */
  const counted = async () => {
    const newRows = (from: string) =>
      db.pool.query<{ day: string; batch_id: number; rows_new: number }>(
        `SELECT day::text, batch_id, rows_new FROM ${from} WHERE rows_new <> 0 ORDER BY day, batch_id`,
      );
    const { columns, query } = backfill();
    const [recorded, reported] = [await newRows("received_day"), await newRows(`(${query}) AS counted ${columns}`)];
    const known = await db.pool.query(
      "SELECT day::text, sum(rows_new)::int AS rows FROM received_day GROUP BY day HAVING sum(rows_new) <> 0 ORDER BY day",
    );
    const facts = await db.pool.query("SELECT day::text, count(*)::int AS rows FROM contact GROUP BY day ORDER BY day");
    return {
      recorded: recorded.rows,
      reported: reported.rows,
      known: known.rows as unknown[],
      facts: facts.rows as unknown[],
    };
  };

  it("as many rows are known of a day as there are, each with the first batch that spoke of it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async (steps) => {
        await clearFacts(db);
        const applied: number[] = [];
        for (const [at, one] of steps.entries()) {
          if (one.do === "revert") {
            const [gone] = applied.splice(one.which % Math.max(1, applied.length), 1);
            if (gone !== undefined) await revertBatch(db, gone, "test");
          } else {
            const rows = Object.entries(one.stated).map(([id, day]) => ({
              id,
              day,
              fields: { openedAt: `${day}T09:00:00Z`, answered: at % 3 > 0, preliminary: one.preliminary },
            }));
            applied.push((await applyRows(db, { kind: "contacts", rows })).batchId);
          }
          const { recorded, reported, known, facts } = await counted();
          expect(recorded).toEqual(reported);
          expect(known).toEqual(facts);
        }
      }),
      runsOf(30),
    );
  });
});
