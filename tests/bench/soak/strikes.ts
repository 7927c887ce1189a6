import { insertAccount } from "~/data/users.server";
import { openKilledDatabase } from "../../support/survival/killed-database";
import { openKilledRuns } from "../../support/survival/killed-run";
import { openStruckImports, strikeAtEach } from "../../support/survival/struck-import";
import { withServer } from "./imported-file";
import type { SoakCase } from "./soak-case";

/** Counts up until a strike finds nothing left to strike at, or the time is over. */
async function countUp(strike: (at: number) => Promise<object | null>, signal: AbortSignal): Promise<{ held: string }> {
  for (let at = 1; ; at += 1) {
    if (signal.aborted) return { held: `the first ${at - 1} statements, then the time was over` };
    if ((await strike(at)) === null) return { held: `before each of ${at - 1} statements, then one ran clean` };
  }
}

/** An import that is struck at every one of its statements, in every way. */
export const strikes: readonly SoakCase[] = [
  ...(["cut", "lose-answer"] as const).map((act) => ({
    name: `connection.${act}`,
    run: () =>
      withServer(async (db, database) => {
        const imports = await openStruckImports(db, database);
        try {
          return { held: `at each of ${(await strikeAtEach(imports, act)).length} statements, then one ran clean` };
        } finally {
          await imports.close();
        }
      }),
  })),
  {
    name: "process.kill",
    run: (signal) =>
      withServer(async (db, database) => {
        const person = {
          email: "soak@example.com",
          name: "Soak",
          role: "analyst",
          vendorId: null,
          passwordHash: "-",
        } as const;
        const added = await db.inside.$transaction((tx) => insertAccount(tx, person, "soak"));
        if (!added.ok) throw new Error(added.problem);
        const runs = await openKilledRuns(db, database, added.account.id);
        try {
          await runs.killAt(Infinity);
          return await countUp((at) => runs.killAt(at), signal);
        } finally {
          await runs.close();
        }
      }),
  },
  {
    name: "database.kill",
    run: async (signal) => {
      const database = await openKilledDatabase();
      try {
        return await countUp((at) => database.killAt(at), signal);
      } finally {
        await database.close();
      }
    },
  },
];
