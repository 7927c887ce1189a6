import type { AuditEntry } from "./audit.server";
import type { Database } from "./database.server";
import { defineShared } from "./shared-state";

/** How much of what repeats is written: the first so many of each hour or day, then each power of ten. */
export interface RepeatBound {
  readonly individually: number;
  readonly per: "hour" | "day";
}

const WINDOW_MS = { hour: 3_600_000, day: 86_400_000 } as const;
const POWERS_OF_TEN = [10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
/** What is counted in memory is written at least this often. */
const FLUSH_MS = 10_000;

type Window = {
  /** The latest occurrence. */
  entry: AuditEntry;
  readonly bound: RepeatBound;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Written one by one by this process. */
  individually: number;
  /** Counted, not written yet. */
  pending: number;
};

/** What a process has counted and not written yet. Kept with the database: pages and server are programs of their own in one process. */
type RepeatedCounts = { readonly windows: Map<string, Window>; flushing: NodeJS.Timeout | null };

const REPEATED = defineShared<RepeatedCounts>("repeated audit entries", () => ({ windows: new Map(), flushing: null }));

/**
 * Records what anybody can cause at will. Every occurrence is counted; a bounded number of entries per action, subject and window says
 * so. Behind the first ones of a window, occurrences are counted in memory and written together: whoever causes many of them does not
 * make the database write each. The subject must come from a bounded set: an id that exists, or a word of ours.
 */
export async function recordRepeated(db: Database, entry: AuditEntry, bound: RepeatBound): Promise<void> {
  const counts = db.shared.get(REPEATED);
  const key = JSON.stringify([entry.action, entry.subject]);
  const since = Math.floor(Date.now() / WINDOW_MS[bound.per]) * WINDOW_MS[bound.per];
  const known = counts.windows.get(key);
  if (known !== undefined && known.since !== since) await flushWindow(db, known);
  const window = known?.since === since ? known : { entry, bound, since, individually: 0, pending: 0 };
  counts.windows.set(key, window);
  window.entry = entry;
  if (window.individually < bound.individually) {
    window.individually += 1;
    return writeRepeated(db, window, 1);
  }
  window.pending += 1;
  counts.flushing ??= setTimeout(() => {
    counts.flushing = null;
    // What could not be written stays counted until the next time.
    void flushRepeated(db).catch(() => undefined);
  }, FLUSH_MS).unref();
}

/** Writes what was counted in memory. */
export async function flushRepeated(db: Database): Promise<void> {
  const { windows } = db.shared.get(REPEATED);
  for (const [key, window] of windows) {
    await flushWindow(db, window);
    if (window.pending === 0 && window.since + WINDOW_MS[window.bound.per] <= Date.now()) windows.delete(key);
  }
}

async function flushWindow(db: Database, window: Window): Promise<void> {
  const { pending } = window;
  if (pending === 0) return;
  window.pending = 0;
  try {
    await writeRepeated(db, window, pending);
  } catch (error) {
    window.pending += pending;
    throw error;
  }
}

/** Adds so many occurrences to a window, with an entry where they are among its first ones or reach a power of ten. */
async function writeRepeated(db: Database, { entry, bound, since }: Window, times: number): Promise<void> {
  const { actor, action, subject, detail = {} } = entry;
  const { individually, per } = bound;
  const [from, until] = [new Date(since), new Date(since + WINDOW_MS[per])];
  await db.inside.$executeRaw`
    WITH counted AS (
      INSERT INTO audit_count AS known (action, subject, actor, since, until, times, recorded)
      VALUES (${action}, ${subject}, ${actor}, ${from}, ${until}, ${times}, ${times})
      ON CONFLICT (action, subject, since) DO UPDATE SET times = known.times + excluded.times, actor = excluded.actor,
        recorded = CASE WHEN known.times < ${individually}
            OR EXISTS (SELECT FROM unnest(${POWERS_OF_TEN}::int[]) AS power WHERE power > known.times AND power <= known.times + excluded.times)
          THEN known.times + excluded.times ELSE known.recorded END
      RETURNING times, recorded, since
    )
    INSERT INTO audit_event (actor, action, subject, detail)
    SELECT ${actor}, ${action}, ${subject},
      ${JSON.stringify(detail)}::jsonb || CASE WHEN times > ${individually} THEN jsonb_build_object('times', times, 'since', since) ELSE '{}' END
    FROM counted WHERE recorded = times`;
}

/** Closes the windows that have ended: what was counted beyond the last entry is written, once. Returns how many were closed. */
export async function closeRepeated(db: Database): Promise<number> {
  await flushRepeated(db);
  return db.inside.$executeRaw`
    WITH ended AS (DELETE FROM audit_count WHERE until <= now() RETURNING *),
    closed AS (
      INSERT INTO audit_event (actor, action, subject, detail)
      SELECT actor, action, subject, jsonb_build_object('times', times, 'since', since) FROM ended WHERE times > recorded
    )
    SELECT FROM ended`;
}
