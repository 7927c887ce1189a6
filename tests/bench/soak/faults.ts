import { openDatabase } from "~/data/db/database.server";
import { insertAccount } from "~/data/access/accounts.server";
import { OPERATIONS, type Operation } from "../../support/survival/operations";
import { openKilledDatabase } from "../../support/survival/killed-database";
import { openKilledRuns } from "../../support/survival/killed-run";
import { openKilledWeb } from "../../support/survival/killed-web";
import { openStruckOperations } from "../../support/survival/fault-scenarios";
import { withServer } from "./imported-file";
import type { SoakCase } from "./soak-case";

/** Those for which the server is killed and started again at each statement, which takes about a second. */
const BY_KILLING = OPERATIONS.filter(({ isKilled }) => isKilled);

type Struck = (operation: Operation) => Promise<readonly object[]>;

/** Strikes at each statement of each operation, or of as many as there is time for. */
async function strikeAtAll(
  operations: readonly Operation[],
  strikeAtEach: Struck,
  signal: AbortSignal,
): Promise<{ held: string }> {
  let struck = 0;
  for (const [done, operation] of operations.entries()) {
    if (signal.aborted)
      return { held: `${struck} statements of ${done} of ${operations.length} operations, then the time was over` };
    struck += (await strikeAtEach(operation)).length;
  }
  return { held: `at each of ${struck} statements of ${operations.length} operations, then each ran clean` };
}

/** Kills before the first statement, the second and so on, until one runs clean. The first import is left in peace. */
async function countUp(
  { killAt }: { killAt: (at: number) => Promise<object | null> },
  signal: AbortSignal,
): Promise<{ held: string }> {
  await killAt(Infinity);
  for (let at = 1; ; at += 1) {
    if (signal.aborted) return { held: `before the first ${at - 1} statements, then the time was over` };
    if ((await killAt(at)) === null) return { held: `before each of ${at - 1} statements, then one ran clean` };
  }
}

/** Imports, a dry run and a revert whose connection is lost at every one of their statements. */
export const strikes: readonly SoakCase[] = (["cut", "lose-answer"] as const).map((act) => ({
  name: `connection.${act}`,
  run: (signal: AbortSignal) =>
    withServer(async (db, database, { createDatabase }) => {
      const control = await openDatabase({ ...(await createDatabase()), connections: 2 });
      const operations = await openStruckOperations(db, { ...database, control });
      try {
        return await strikeAtAll(
          OPERATIONS,
          (operation) => operations.strikeAtEach(operation, { act, signal }),
          signal,
        );
      } finally {
        await operations.close();
        await control.close();
      }
    }),
}));

/** Imports whose worker, web or database is killed (SIGKILL) before each of their statements. */
export const kills: readonly SoakCase[] = [
  {
    name: "worker.kill",
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
          return await countUp(runs, signal);
        } finally {
          await runs.close();
        }
      }),
  },
  {
    name: "web.kill",
    run: (signal) =>
      withServer(async (db, database) => {
        const web = await openKilledWeb(db, database);
        try {
          return await countUp(web, signal);
        } finally {
          await web.close();
        }
      }),
  },
  {
    name: "database.kill",
    run: async (signal) => {
      const database = await openKilledDatabase();
      try {
        return await strikeAtAll(BY_KILLING, (operation) => database.killAtEach(operation, { signal }), signal);
      } finally {
        await database.close();
      }
    },
  },
];
