import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDatabase, type Database } from "~/data/database.server";
import { importFile, type ImportResult } from "~/ingest/import-file.server";
import { MAPPING, requireApplied, stored, TURN_COUNTS, writeTurn } from "./turns";
import { openWireProxy, type WirePlan } from "./wire-proxy";

export type Strike = {
  /** What was about to be said, or was said, when it struck. */
  statement: string;
  /** Whether all of the import was there afterwards. */
  applied: boolean;
};

export type StruckImports = {
  /** One import that is struck, looked at, and sent again; null where it ran clean. */
  strike(plan: WirePlan, recover?: () => Promise<void>): Promise<Strike | null>;
  close(): Promise<void>;
};

/** Imports into a database of which `db` sees what is stored; each restates what the one before it said. */
export async function openStruckImports(
  db: Database,
  { url, outsideUrl }: { url: string; outsideUrl: string },
): Promise<StruckImports> {
  const folder = await mkdtemp(path.join(tmpdir(), "plumbline-struck-"));
  const proxy = await openWireProxy(url);
  const struck = await openDatabase({ url: proxy.through(url), outsideUrl, connections: 3 });
  const file = path.join(folder, "calls.csv");
  let turn = 0;

  const send = async (plan: WirePlan | null): Promise<ImportResult> => {
    proxy.arm(plan);
    return importFile(struck, {
      path: file,
      fileName: "calls.csv",
      mapping: MAPPING,
      by: { actor: "test", userId: null },
      filesFolder: path.join(folder, "files"),
      requestKey: `turn ${turn}`,
    });
  };
  const next = async () => {
    turn += 1;
    await writeTurn(file, turn);
  };

  await next();
  await send(null);
  return {
    async strike(plan, recover = () => Promise.resolve()) {
      const before = await stored(db);
      await next();
      const outcome: unknown = await send(plan).catch((error: unknown) => error);
      const statement = proxy.statements().at(-1) ?? "";
      if (!proxy.struck()) {
        if (outcome instanceof Error) throw outcome;
        await requireApplied(db, turn, `turn ${turn}`);
        return null;
      }
      assert(outcome instanceof Error, `The import went on without an answer to ${statement}`);
      await recover();
      const applied = plan.act === "lose-answer" && statement === "COMMIT";
      if (applied) await requireApplied(db, turn, `turn ${turn}`);
      else assert.equal(await stored(db), before, `Something is stored after ${statement}`);

      const again = await send(null);
      const expected = { ...TURN_COUNTS, outcome: applied ? "already-applied" : "applied" };
      const { read, accepted, rejected, outcome: came } = again;
      assert.deepEqual({ read, accepted, rejected, outcome: came }, expected);
      await requireApplied(db, turn, `turn ${turn}`);
      return { statement, applied };
    },
    async close() {
      await struck.close();
      await proxy.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Strikes at the first statement, the second and so on, until an import runs clean. */
export async function strikeAtEach(
  imports: StruckImports,
  act: WirePlan["act"],
  recover?: () => Promise<void>,
): Promise<Strike[]> {
  const strikes: Strike[] = [];
  for (let at = 1; ; at += 1) {
    const strike = await imports.strike({ at, act }, recover);
    if (strike === null) return strikes;
    strikes.push(strike);
  }
}
