import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDatabase, type Database } from "~/data/db/database.server";
import { requireLeft, type Operation } from "./operations";
import { contents, emptyTables, requireRollUpsEqualFacts, requireWholeBatches, stored } from "./stored";
import { openWireProxy, type WirePlan } from "./wire-proxy";

export type Strike = {
  /** What was about to be stated, or was stated, when it struck. */
  statement: string;
  /** Whether all of the operation was there afterwards. */
  applied: boolean;
};

type Blow = Pick<WirePlan, "act" | "only"> & {
  /** Brings back what was struck. */
  recover?: () => Promise<void>;
  /** Where it strikes, instead of at each statement in turn. */
  positions?: readonly number[];
  /** Nothing is struck any longer once it is aborted. */
  signal?: AbortSignal;
};

export type StruckOperations = {
  /**
   * Asks for a operation again and again, struck at its first statement, then at its second and so on, until it runs clean; looks after each
   * whether all of it is there or nothing, and at the end whether it is what an untouched database comes to.
   */
  strikeAtEach(operation: Operation, blow: Blow): Promise<Strike[]>;
  close(): Promise<void>;
};

/** `control` is a database like `db` in which nothing is struck; both are emptied for each operation. */
export async function openStruckOperations(
  db: Database,
  { url, outsideUrl, control }: { url: string; outsideUrl: string; control: Database },
): Promise<StruckOperations> {
  const folder = await mkdtemp(path.join(tmpdir(), "plumbline-struck-"));
  const proxy = await openWireProxy(url);
  const struck = await openDatabase({ url: proxy.through(url), outsideUrl, connections: 3 });

  const requireDone = async (operation: Operation, expected: Record<string, string[]>) => {
    await requireLeft(db, operation.leaves);
    await requireWholeBatches(db);
    await requireRollUpsEqualFacts(db);
    assert.deepEqual(await contents(db), expected);
  };
  const sound = async (one: Database, operation: Operation, name: string) => {
    await emptyTables(one);
    return operation.prepare(one, path.join(folder, name));
  };

  return {
    async strikeAtEach(operation, { act, only, recover = () => Promise.resolve(), positions, signal }) {
      const untouched = await sound(control, operation, "control");
      await untouched(control);
      const expected = await contents(control);

      const ask = await sound(db, operation, "struck");
      let status = await stored(db);
      const strikes: Strike[] = [];
      const plan: WirePlan = { at: 1, act, ...(only === undefined ? {} : { only }) };
      const left = positions === undefined ? null : [...positions];
      const all: string[] = [];
      for (let at = left?.shift() ?? 1; !signal?.aborted; at = left === null ? at + 1 : (left.shift() ?? Infinity)) {
        proxy.arm({ ...plan, at });
        const outcome: unknown = await ask(struck).then(
          () => null,
          (error: unknown) => error,
        );
        all.push(...proxy.statements());
        const statement = proxy.struckAt();
        if (statement === null) {
          if (outcome !== null) throw outcome;
          break;
        }
        assert(outcome instanceof Error, `It went on without an answer to ${statement}`);
        await recover();
        const applied = act === "lose-answer" && statement === "COMMIT";
        if (applied) {
          await requireDone(operation, expected);
          status = await stored(db);
        } else assert.equal(await stored(db), status, `Something is stored after ${statement}`);
        strikes.push({ statement, applied });
      }
      proxy.arm(null);
      await ask(struck);
      await requireDone(operation, expected);
      const { says } = operation;
      assert(says === undefined || all.some((text) => says.test(text)), `It was not ${operation.name}.`);
      return strikes;
    },
    async close() {
      await struck.close();
      await proxy.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
