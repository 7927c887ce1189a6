import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir, totalmem } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { PostgresBinaries } from "./binaries.server";
import { commandLineOf } from "./process-identity.server";
import { asServerUser, giveTo, type ServerUser } from "./unprivileged.server";

/** Where a running server listens: the folder of its Unix socket, or the loopback address where there are no such sockets. */
export type Postmaster = { pid: number; host: string; port: number };

const PORT = 5432;
/** The shortest limit among systems for a socket's path (macOS), its closing zero included. */
const SOCKET_PATH_LIMIT = 104;

/** The server that runs on this folder, read from what it wrote itself; null when none does. */
export function runningPostmaster(databaseFolder: string): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(path.join(databaseFolder, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  // The number may have passed to another program since a crash, the server of another folder among them.
  const command = commandLineOf(pid);
  if (!command?.includes("postgres")) return null;
  if (process.platform === "linux" && !command.includes(lines[1] ?? "")) return null;
  const host = lines[4]?.trim() || lines[5]?.trim() || "127.0.0.1";
  return { pid, host, port: Number(lines[3]) || PORT };
}

/** A folder for the socket that nobody else may enter, near the data where the path is short enough. */
function makeSocketFolder(near: string, serverUser: ServerUser): string {
  const longest = path.join(near, `.s.PGSQL.${PORT}.lock`);
  let folder = near;
  if (Buffer.byteLength(longest) < SOCKET_PATH_LIMIT) mkdirSync(near, { recursive: true });
  else folder = mkdtempSync(path.join(tmpdir(), "plumbline-"));
  chmodSync(folder, 0o700);
  if (serverUser.kind === "user") chownSync(folder, serverUser.uid, serverUser.gid);
  return folder;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

function environment(): NodeJS.ProcessEnv {
  const { PGDATA: _data, PGPORT: _port, PGHOST: _host, ...rest } = process.env;
  return { ...rest, LC_ALL: "C", TZ: "UTC" };
}

/** Makes a new cluster at `databaseFolder`: complete or not at all. */
export async function initializeCluster(options: {
  binaries: PostgresBinaries;
  serverUser: ServerUser;
  databaseFolder: string;
  /** Of the cluster's owner. */
  password: string;
  durable: boolean;
}): Promise<void> {
  const { binaries, serverUser, databaseFolder } = options;
  const unfinished = `${databaseFolder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const password = `${unfinished}-password`;
  await writeFile(password, options.password, { mode: 0o600 });
  if (serverUser.kind === "user") {
    giveTo(serverUser, unfinished);
    chownSync(password, serverUser.uid, serverUser.gid);
  }
  const initdb = asServerUser(serverUser, binaries.initdb, [
    `--pgdata=${unfinished}`,
    "--username=plumbline_owner",
    `--pwfile=${password}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--data-checksums",
    ...(options.durable ? [] : ["--no-sync"]),
  ]);
  const made = spawnSync(initdb.program, initdb.args, {
    ...initdb.options,
    cwd: path.dirname(databaseFolder),
    env: environment(),
    encoding: "utf8",
  });
  rmSync(password, { force: true });
  if (made.error || made.status !== 0) {
    await rm(unfinished, { recursive: true, force: true });
    const output = made.error?.message ?? (made.stderr.trim() || made.stdout.trim());
    throw new Error(`The database could not be set up in ${databaseFolder}: ${output}`);
  }
  await rename(unfinished, databaseFolder);
}

function lastLines(file: string, from: number): string {
  try {
    return readFileSync(file).subarray(from).toString("utf8").trim().split("\n").slice(-12).join("\n");
  } catch {
    return "";
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

const MEGABYTE = 2 ** 20;
/** The server is one of many programs on somebody's machine, so that it asks for less than one that has a machine for itself. */
const SHARE_OF_MEMORY = 16;

/** What the server keeps of its tables in memory: a share of the machine's, or of what this process may use of it. */
function sharedMegabytes(): number {
  const limit = process.constrainedMemory();
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return Math.round(Math.min(Math.max(memory / MEGABYTE / SHARE_OF_MEMORY, 256), 1_024));
}

/** Starts the server on a folder that has none running and returns once it has written where it listens. */
export async function startPostmaster(options: {
  binaries: PostgresBinaries;
  serverUser: ServerUser;
  databaseFolder: string;
  socketFolder: string;
  logFile: string;
  settings: Readonly<Record<string, string>>;
}): Promise<Postmaster> {
  const { binaries, serverUser, databaseFolder, logFile } = options;
  // Left by a server that was cut off; whether one runs was asked before.
  await rm(path.join(databaseFolder, "postmaster.pid"), { force: true });
  const onSocket = process.platform !== "win32";
  const settings: Record<string, string> = {
    listen_addresses: onSocket ? "" : "127.0.0.1",
    port: String(onSocket ? PORT : await freePort()),
    unix_socket_permissions: "0700",
    timezone: "UTC",
    log_timezone: "UTC",
    jit: "off",
    max_connections: "60",
    shared_buffers: `${sharedMegabytes()}MB`,
    // Nobody else follows this server, so that its log tells only what a crash makes it do again, not what fills a new table.
    wal_level: "minimal",
    max_wal_senders: "0",
    max_wal_size: "2GB",
    log_min_messages: "warning",
    log_line_prefix: "%m [%p] %u ",
    ...options.settings,
  };
  if (onSocket) {
    // As is its socket, whose lock would count for as long as its number belongs to any program.
    await rm(options.socketFolder, { recursive: true, force: true });
    settings["unix_socket_directories"] = makeSocketFolder(options.socketFolder, serverUser);
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  if (sizeOf(logFile) > 5_000_000) await rename(logFile, `${logFile}.1`);

  const giveUpAt = Date.now() + 60_000;
  for (;;) {
    const logged = sizeOf(logFile);
    const log = openSync(logFile, "a", 0o600);
    const command = asServerUser(serverUser, binaries.postgres, ["-D", databaseFolder, ...flags]);
    // A session of its own: Ctrl-C at the terminal must not reach it before the requests in hand are done.
    const child = spawn(command.program, command.args, {
      ...command.options,
      cwd: databaseFolder,
      env: environment(),
      detached: true,
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    let ended: string | null = null;
    child.once("error", (error) => (ended = error.message));
    child.once("exit", (code, signal) => (ended = `ended with ${code ?? signal}`));
    child.unref();
    while (ended === null && Date.now() < giveUpAt) {
      const status = readPostmasterStatus(databaseFolder);
      if (status === "ready") {
        const running = runningPostmaster(databaseFolder);
        if (running) return running;
      }
      await sleep(15);
    }
    const output = lastLines(logFile, logged);
    // The children of a server that was killed hold its memory for a moment longer.
    const lingering = /pre-existing shared memory block|is still in use|lock file .* already exists/.test(output);
    if (!lingering || Date.now() > giveUpAt) {
      throw new Error(
        `PostgreSQL did not start on ${databaseFolder} (${ended ?? "no answer"}):\n${output}\nIts log: ${logFile}`,
      );
    }
    await sleep(250);
  }
}

function readPostmasterStatus(databaseFolder: string): string | null {
  try {
    return readFileSync(path.join(databaseFolder, "postmaster.pid"), "utf8").split("\n")[7]?.trim() ?? null;
  } catch {
    return null;
  }
}

/** Ends a server: open transactions are rolled back, what is committed is flushed. */
export async function stopPostmaster(
  binaries: PostgresBinaries,
  databaseFolder: string,
  postmaster: Postmaster,
  patienceMs = 30_000,
): Promise<void> {
  if (process.platform === "win32") {
    const pgCtl = path.join(path.dirname(binaries.postgres), "pg_ctl.exe");
    spawnSync(pgCtl, ["stop", "-D", databaseFolder, "-m", "fast", "-w"]);
    return;
  }
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(postmaster.pid, name);
    } catch {
      // Already gone.
    }
  };
  signal("SIGINT");
  const hurryAt = Date.now() + patienceMs;
  while (commandLineOf(postmaster.pid)?.includes("postgres")) {
    if (Date.now() > hurryAt) {
      signal("SIGQUIT");
      await sleep(1000);
      break;
    }
    await sleep(20);
  }
  if (path.isAbsolute(postmaster.host)) await rm(postmaster.host, { recursive: true, force: true });
}
