import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";
import { findPostgresBinaries, type PostgresBinaries } from "./binaries.server";
import { closeLargeObjects } from "../db/external-limits.server";
import { isComingOrGoing } from "./coming-or-going.server";
import { insideFolderLock, leaveMark, livingMarks } from "./folder-lock.server";
import {
  initializeCluster,
  runningPostmaster,
  startPostmaster,
  stopPostmaster,
  type Postmaster,
} from "./postmaster.server";
import { chooseServerUser, type ServerUser } from "./unprivileged.server";

/** owner: may do anything, used to set up alone. application: owns the tables. outside: owns nothing, under row-level security. */
export type ClusterRole = "owner" | "application" | "outside";

const LOGIN: Record<ClusterRole, string> = {
  owner: "plumbline_owner",
  application: "plumbline",
  outside: "plumbline_outside",
};

const DATABASE = "plumbline";
const MAJOR_VERSION = "18";
/** How long a server may take to come up or to go. */
const PATIENCE_MS = 60_000;

export type Cluster = {
  /** Connection address for a role; the database is Plumbline's own unless another is named. */
  url(role: ClusterRole, database?: string): string;
  postmasterPid: number;
  /** Gives up this process's share; the last one out stops the server. */
  release(): Promise<void>;
};

const credentialsSchema = z.record(z.enum(["owner", "application", "outside"]), z.string().min(20));
type Credentials = z.infer<typeof credentialsSchema>;

/** The passwords of the three roles, made at the first start and kept in a file that only its owner may read. */
async function findOrMakeCredentials(folder: string): Promise<Credentials> {
  const file = path.join(folder, "credentials.json");
  try {
    return credentialsSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
      throw new Error(`${file} cannot be read (${error instanceof Error ? error.message : String(error)}).`, {
        cause: error,
      });
    }
  }
  const password = () => randomBytes(24).toString("base64url");
  const credentials = { owner: password(), application: password(), outside: password() };
  await writeFile(`${file}.new`, JSON.stringify(credentials), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return credentials;
}

function addressOf(postmaster: Postmaster, role: ClusterRole, credentials: Credentials, database: string): string {
  const host = path.isAbsolute(postmaster.host) ? "localhost" : postmaster.host;
  const url = new URL(`postgresql://${LOGIN[role]}:${credentials[role]}@${host}:${postmaster.port}/${database}`);
  if (path.isAbsolute(postmaster.host)) url.searchParams.set("host", postmaster.host);
  return url.href;
}

/** The roles and the database, made where they are missing: a start that was cut off is completed by the next. */
async function ensureRolesAndDatabase(urlOf: (database: string) => string, credentials: Credentials): Promise<void> {
  await asOwner(urlOf("postgres"), async (client) => {
    for (const role of ["application", "outside"] as const) {
      const name = LOGIN[role];
      const found = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [name]);
      const password = client.escapeLiteral(credentials[role]);
      if (found.rowCount === 0) {
        await client.query(
          `CREATE ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD ${password}`,
        );
      }
    }
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${LOGIN.application}`);
    await closeOtherDatabases(client);
  });
  await asOwner(urlOf(DATABASE), closeLargeObjects);
}

/** Leaves Plumbline's own database as the only one that roles other than the owner may connect to. */
async function closeOtherDatabases(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ open: boolean }>(
    "SELECT bool_or(has_database_privilege($1, datname, 'CONNECT')) AS open FROM pg_database WHERE datname IN ('postgres', 'template1')",
    [LOGIN.outside],
  );
  if (rows[0]?.open) await client.query("REVOKE CONNECT, TEMPORARY ON DATABASE postgres, template1 FROM PUBLIC");
}

async function asOwner(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  // A connection that is lost between two statements says so in the next one too.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function requireOwnVersion(databaseFolder: string): Promise<void> {
  const version = (await readFile(path.join(databaseFolder, "PG_VERSION"), "utf8")).trim();
  if (version !== MAJOR_VERSION) {
    throw new Error(
      `${databaseFolder} was written by PostgreSQL ${version}; this Plumbline brings ${MAJOR_VERSION}. ` +
        "Restore a backup into a new data folder, or start the Plumbline that wrote it.",
    );
  }
}

/**
 * Finds the server that runs, or starts one, and sees it through its set-up. What runs may be on its way out (killed a moment ago,
 * shutting down), so every failed attempt looks again at what is there.
 */
async function reachServer(options: {
  databaseFolder: string;
  start: () => Promise<Postmaster>;
  setUp: (postmaster: Postmaster) => Promise<void>;
}): Promise<Postmaster> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const postmaster = runningPostmaster(options.databaseFolder) ?? (await options.start());
    try {
      await options.setUp(postmaster);
      // A child of a killed server may have answered for it with its last breath.
      if (runningPostmaster(options.databaseFolder)?.pid === postmaster.pid) return postmaster;
    } catch (error) {
      if (!isComingOrGoing(error)) throw error;
      if (Date.now() > giveUpAt) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(
          `The database server of ${options.databaseFolder} (process ${postmaster.pid}) has not been ready for ` +
            `${PATIENCE_MS / 1000} s: ${reason}. Wait until it is, or end that process; then start again.`,
          { cause: error },
        );
      }
    }
    await sleep(30);
  }
}

/**
 * The embedded PostgreSQL server of a data folder, started if no process has done so yet. Every process that uses the folder
 * shares the one server: each leaves a mark while it does, and the last one out stops it. A server whose starter was killed is
 * taken over as it runs.
 */
export async function openCluster(options: {
  dataFolder: string;
  /** Server settings beyond the defaults, for instance those of a throw-away cluster. They count only if this call starts it. */
  settings?: Readonly<Record<string, string>>;
  /** False where the files need not survive a power cut. */
  durable?: boolean;
  /** Only this way of not being root. */
  serverUser?: Exclude<ServerUser["kind"], "none">;
}): Promise<Cluster> {
  const dataFolder = path.resolve(options.dataFolder);
  const lockFolder = path.join(dataFolder, "cluster");
  const databaseFolder = path.join(dataFolder, "postgres");
  const binaries = await findPostgresBinaries();
  await mkdir(lockFolder, { recursive: true, mode: 0o700 });

  return insideFolderLock(lockFolder, async () => {
    const credentials = await findOrMakeCredentials(lockFolder);
    const url = (postmaster: Postmaster, role: ClusterRole, database = DATABASE) =>
      addressOf(postmaster, role, credentials, database);
    const start = async () => {
      // Another user's server must be able to pass through; everything of ours in the folder is closed by itself.
      if (process.getuid?.() === 0) await chmod(dataFolder, 0o711);
      const serverUser = chooseServerUser(binaries, dataFolder, options.serverUser);
      if (existsSync(databaseFolder)) {
        await requireOwnVersion(databaseFolder);
      } else {
        const durable = options.durable ?? true;
        await initializeCluster({
          binaries,
          serverUser,
          databaseFolder,
          password: credentials.owner,
          durable,
        });
      }
      return startPostmaster({
        binaries,
        serverUser,
        databaseFolder,
        socketFolder: path.join(dataFolder, "socket"),
        logFile: path.join(lockFolder, "postgres.log"),
        settings: options.settings ?? {},
      });
    };
    const running = await reachServer({
      databaseFolder,
      start,
      setUp: (postmaster) => ensureRolesAndDatabase((database) => url(postmaster, "owner", database), credentials),
    });
    const mark = await leaveMark(lockFolder, "using");
    let released: Promise<void> | null = null;
    return {
      url: (role, database) => url(running, role, database),
      postmasterPid: running.pid,
      release: () => (released ??= release({ lockFolder, databaseFolder, mark, binaries })),
    };
  });
}

async function release(share: {
  lockFolder: string;
  databaseFolder: string;
  mark: string;
  binaries: PostgresBinaries;
}): Promise<void> {
  await insideFolderLock(share.lockFolder, async () => {
    await rm(path.join(share.lockFolder, share.mark), { force: true });
    if ((await livingMarks(share.lockFolder, "using")).length > 0) return;
    const postmaster = runningPostmaster(share.databaseFolder);
    if (postmaster) await stopPostmaster(share.binaries, share.databaseFolder, postmaster);
  });
}
