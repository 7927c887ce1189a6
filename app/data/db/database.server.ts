import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { createCaches, type Caches } from "./cache";
import { createGate, type Gate } from "./gate";
import { PrismaClient } from "../generated/client";
import { planName } from "./prepared-statements";
import { createScopeSigner, type ScopeKeys, type ScopeSigner } from "./scope-token";
import { createSharedStates, type SharedStates } from "./shared-state";

/**
 * inside: the application's role. outside: the unprivileged role under forced row-level security, for viewers from outside.
 * pool: the connections of the application's role, for COPY and streaming.
 */
export type Database = {
  inside: PrismaClient;
  outside: PrismaClient;
  pool: pg.Pool;
  /** Connections of both roles that exports alone use, since an export takes as long as its reader. */
  exports: { readonly inside: pg.Pool; readonly outside: pg.Pool };
  /** How many reads run at a time, in all and of one viewer; see `readAs`. */
  reads: { readonly inside: Gate; readonly outside: Gate };
  /** Of the request that asks, where one does: aborted when nobody waits for its answer any more. */
  signal?: AbortSignal;
  /** Signs what an external viewer may read; see `readAs`. */
  signScope: ScopeSigner;
  /** What queries have answered before; each defines its own with `defineCache`. */
  caches: Caches;
  /** What the programs of this process share beyond that; each is defined with `defineShared`. */
  shared: SharedStates;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  url: string;
  outsideUrl: string;
  /** Refuse a server that may lose what it confirmed. */
  requireDurability?: boolean;
  connections?: number;
  onError?: (error: Error) => void;
};

const OLDEST_VERSION = 150_000;
const ACQUIRE_TIMEOUT_MS = 10_000;
/** How long a read waits for its turn. */
const TURN_TIMEOUT_MS = 30_000;
/** No page has as many reads in hand. */
const READS_WAITING = 1_000;
const EXPORT_CONNECTIONS = 6;
/** Two for one viewer, and two for others. */
const MIN_OUTSIDE_CONNECTIONS = 4;
/** Connections of the application's role that reads leave to sign-ins, changes and jobs. */
const UNREAD_CONNECTIONS = 2;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;

type PoolOptions = {
  url: string;
  connections: number;
  statementTimeoutMs: number;
  name: string;
};

function openPool(options: PoolOptions, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections,
    connectionTimeoutMillis: ACQUIRE_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
    statement_timeout: options.statementTimeoutMs,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    application_name: options.name,
  });
  // An idle connection that the server closed; the next query opens another.
  pool.on("error", onError);
  // One that is lost while it is lent out: its statement in hand, or the next one, says so. Unheard, the event would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

export function openClient(pool: pg.Pool): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: planName }),
    transactionOptions: { maxWait: ACQUIRE_TIMEOUT_MS, timeout: 60_000 },
  });
}

/** One viewer leaves at least two of the connections to others, where there are as many. */
function openReadGate(connections: number): Gate {
  const total = Math.max(1, connections);
  const perKey = Math.max(1, total - 2);
  return createGate({ total, perKey, waitingPerKey: READS_WAITING, patienceMs: TURN_TIMEOUT_MS });
}

/**
 * Opens both roles on a migrated database. Rejects when the outside role could pass row-level security, and, where durability is
 * required, when the server is set to lose committed work. Long bulk statements set their own `SET LOCAL statement_timeout`.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const onError = options.onError ?? (() => undefined);
  const connections = options.connections ?? 10;
  const open = (url: string, name: string, most: number, statementTimeoutMs: number) =>
    openPool({ url, name, connections: most, statementTimeoutMs }, onError);
  const outsideConnections = Math.max(MIN_OUTSIDE_CONNECTIONS, Math.floor(connections / 2));
  const insidePool = open(options.url, "plumbline", connections, 60_000);
  const outsidePool = open(options.outsideUrl, "plumbline-outside", outsideConnections, 15_000);
  const exports = {
    inside: open(options.url, "plumbline-export", EXPORT_CONNECTIONS, 60_000),
    outside: open(options.outsideUrl, "plumbline-outside-export", EXPORT_CONNECTIONS, 60_000),
  };
  const reads = {
    inside: openReadGate(connections - UNREAD_CONNECTIONS),
    outside: openReadGate(outsideConnections),
  };
  const inside = openClient(insidePool);
  const outside = openClient(outsidePool);
  const close = async () => {
    await Promise.allSettled([inside.$disconnect(), outside.$disconnect()]);
    await Promise.allSettled([insidePool, outsidePool, exports.inside, exports.outside].map((pool) => pool.end()));
  };
  try {
    await requireFitServer(insidePool, options.requireDurability ?? false);
    await requireHarmlessRole(outsidePool, insidePool);
    const signScope = await openScopeSigner(insidePool);
    const [caches, shared] = [createCaches(), createSharedStates()];
    return { inside, outside, pool: insidePool, exports, reads, signScope, caches, shared, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Signs with the database's keys and by the database's clock. */
async function openScopeSigner(pool: pg.Pool): Promise<ScopeSigner> {
  const { rows } = await pool.query<ScopeKeys & { now: string }>(
    `SELECT inner_key AS "innerKey", outer_key AS "outerKey", extract(epoch FROM clock_timestamp()) * 1000 AS now FROM scope_key`,
  );
  const keys = rows[0];
  if (!keys) throw new Error("The database holds no keys to sign scopes with: the table scope_key is empty.");
  const offset = Number(keys.now) - Date.now();
  return createScopeSigner(keys, () => Date.now() + offset);
}

async function requireFitServer(pool: pg.Pool, requireDurability: boolean): Promise<void> {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    `SELECT name, setting FROM pg_settings
     WHERE name IN ('server_version_num', 'fsync', 'full_page_writes', 'synchronous_commit')`,
  );
  const settings = new Map(rows.map((row) => [row.name, row.setting]));
  if (Number(settings.get("server_version_num")) < OLDEST_VERSION) {
    throw new Error("Plumbline needs PostgreSQL 15 or newer; DATABASE_URL names an older server.");
  }
  if (!requireDurability) return;
  const off = ["fsync", "full_page_writes", "synchronous_commit"].filter((name) => settings.get(name) === "off");
  if (off.length > 0) {
    throw new Error(
      `The PostgreSQL server has ${off.join(" and ")} switched off: a power cut could lose or damage what was already stored. ` +
        "Switch it on, then start again.",
    );
  }
}

async function requireHarmlessRole(outside: pg.Pool, inside: pg.Pool): Promise<void> {
  const { rows } = await outside.query<{ name: string; powerful: boolean; owns: boolean }>(
    `SELECT current_user::text AS name,
            rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication AS powerful,
            EXISTS (SELECT 1 FROM pg_class WHERE relowner = pg_roles.oid AND relkind IN ('r', 'p', 'v', 'm', 'f')) AS owns
     FROM pg_roles WHERE rolname = current_user`,
  );
  const role = rows[0];
  if (!role) throw new Error("The role of DATABASE_OUTSIDE_URL was not found on the server.");
  const mayBecome = await inside.query<{ name: string }>(
    `SELECT member.rolname::text AS name FROM pg_roles AS member
     WHERE member.rolname <> $1 AND pg_has_role($1::name, member.oid, 'MEMBER')
       AND (member.rolsuper OR member.rolbypassrls OR member.rolname = current_user
            OR EXISTS (SELECT 1 FROM pg_class WHERE relowner = member.oid AND relkind IN ('r', 'p')))`,
    [role.name],
  );
  const same = await inside.query<{ same: boolean }>("SELECT current_user = $1 AS same", [role.name]);
  const reasons = [
    ...(same.rows[0]?.same ? ["is the application's own role"] : []),
    ...(role.powerful ? ["is a superuser, may bypass row-level security, or may make roles"] : []),
    ...(role.owns ? ["owns a table"] : []),
    ...mayBecome.rows.map((row) => `may become ${row.name}`),
  ];
  if (reasons.length === 0) return;
  throw new Error(
    `The role for viewers from outside (${role.name}) ${reasons.join(" and ")}, so row-level security would not hold it. ` +
      "Name a role without rights in DATABASE_OUTSIDE_URL: CREATE ROLE plumbline_outside LOGIN PASSWORD '…'.",
  );
}
