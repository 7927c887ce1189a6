import type pg from "pg";
import { createCaches } from "./cache";
import { openClient, type Database } from "./database.server";

/**
 * A database whose inside reads run on one client and see what its open transaction has written. What was read elsewhere is not
 * remembered in it, nor elsewhere what is read here. Transactions within become savepoints. Viewers from outside see what is committed.
 */
export async function withinTransaction<T>(
  db: Database,
  client: pg.PoolClient,
  work: (inside: Database) => Promise<T>,
): Promise<T> {
  const pool = poolOfOne(db.pool, client);
  const inside = openClient(pool);
  try {
    return await work({ ...db, inside, pool, caches: createCaches(), close: () => Promise.resolve() });
  } finally {
    await inside.$disconnect();
  }
}

const SAVEPOINT = "within";
/** The statements of a transaction, as they are inside another one. */
const AS_SAVEPOINT: ReadonlyMap<string, string> = new Map([
  ["BEGIN", `SAVEPOINT ${SAVEPOINT}`],
  ["COMMIT", `RELEASE SAVEPOINT ${SAVEPOINT}`],
  ["ROLLBACK", `ROLLBACK TO SAVEPOINT ${SAVEPOINT}`],
]);

/** A pool that answers everything on one client, a question at a time. */
function poolOfOne(pool: pg.Pool, client: pg.PoolClient): pg.Pool {
  const inTurn = turns();
  const lend = turns();
  const query = (words: unknown, ...more: unknown[]) =>
    inTurn(() => Reflect.apply(client.query, client, [asSavepoint(words), ...more]));
  const connect = () =>
    new Promise<pg.PoolClient>((given) => {
      void lend(
        () =>
          new Promise<void>((release) => {
            const answers: Record<PropertyKey, unknown> = { query, release: () => release() };
            given(new Proxy(client, { get: (target, name) => answers[name] ?? boundTo(target, name) }));
          }),
      );
    });
  const answers: Record<PropertyKey, unknown> = { query, connect, end: () => Promise.resolve() };
  return new Proxy(pool, { get: (target, name) => answers[name] ?? boundTo(target, name) });
}

function boundTo(target: object, name: PropertyKey): unknown {
  const value: unknown = Reflect.get(target, name);
  return typeof value === "function" ? value.bind(target) : value;
}

function asSavepoint(words: unknown): unknown {
  if (typeof words === "string") return AS_SAVEPOINT.get(words) ?? words;
  if (typeof words !== "object" || words === null || !("text" in words) || typeof words.text !== "string") return words;
  return { ...words, text: AS_SAVEPOINT.get(words.text) ?? words.text };
}

/** Runs one piece of work at a time, in the order in which they are requested. */
function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
