import { openDatabase } from "~/data/database.server";
import { insertAccount } from "~/data/users.server";
import { DEEDS, type Deed } from "../../support/survival/deeds";
import { openKilledDatabase } from "../../support/survival/killed-database";
import { openKilledRuns } from "../../support/survival/killed-run";
import { openStruckDeeds } from "../../support/survival/struck-deeds";
import { withServer } from "./imported-file";
import type { SoakCase } from "./soak-case";

type Struck = (deed: Deed) => Promise<readonly object[]>;

/** Strikes at each statement of each deed, or of as many as there is time for. */
async function strikeAtAll(strikeAtEach: Struck, signal: AbortSignal): Promise<{ held: string }> {
  let struck = 0;
  for (const [done, deed] of DEEDS.entries()) {
    if (signal.aborted)
      return { held: `${struck} statements of ${done} of ${DEEDS.length} deeds, then the time was over` };
    struck += (await strikeAtEach(deed)).length;
  }
  return { held: `at each of ${struck} statements of ${DEEDS.length} deeds, then each ran clean` };
}

/** Imports, a dry run and a withdrawal that are struck at every one of their statements, in every way. */
export const strikes: readonly SoakCase[] = [
  ...(["cut", "lose-answer"] as const).map((act) => ({
    name: `connection.${act}`,
    run: (signal: AbortSignal) =>
      withServer(async (db, database, { createDatabase }) => {
        const control = await openDatabase({ ...(await createDatabase()), connections: 2 });
        const deeds = await openStruckDeeds(db, { ...database, control });
        try {
          return await strikeAtAll((deed) => deeds.strikeAtEach(deed, { act, signal }), signal);
        } finally {
          await deeds.close();
          await control.close();
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
          for (let at = 1; ; at += 1) {
            if (signal.aborted) return { held: `the first ${at - 1} statements, then the time was over` };
            if ((await runs.killAt(at)) === null)
              return { held: `before each of ${at - 1} statements, then one ran clean` };
          }
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
        return await strikeAtAll((deed) => database.killAtEach(deed, { signal }), signal);
      } finally {
        await database.close();
      }
    },
  },
];
