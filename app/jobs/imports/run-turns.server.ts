import type { Database } from "~/data/db/database.server";
import { findNextRun } from "~/data/imports/import-turns.server";

/** A run whose turn it is. `done` lets the next one of the same person begin. */
export type RunInTurn = { id: string; done(): void };

/** Which run a process works on next: each person has one at a time, and persons take turns. One process works for a host. */
export function createRunTurns(db: Database, hostId: string) {
  const busy = new Set<string>();
  let choosing: Promise<unknown> = Promise.resolve();

  async function choose(tried: ReadonlySet<string>): Promise<RunInTurn | null> {
    const next = await findNextRun(db, hostId, { busy: [...busy], tried: [...tried] });
    if (next === null) return null;
    busy.add(next.requester);
    return { id: next.id, done: () => void busy.delete(next.requester) };
  }

  return {
    /** Null: whoever has a run that was not tried has another one in hand. */
    next(tried: ReadonlySet<string>): Promise<RunInTurn | null> {
      // One choice after the other, so that no two are made for one person.
      const chosen = choosing.then(() => choose(tried));
      choosing = chosen.catch(() => undefined);
      return chosen;
    },
  };
}
