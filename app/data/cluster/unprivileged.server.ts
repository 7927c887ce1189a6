import { spawnSync } from "node:child_process";
import { chownSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { userInfo } from "node:os";
import path from "node:path";
import type { PostgresBinaries } from "./binaries.server";

/**
 * How PostgreSQL, which refuses to run as root and is set up by known users only, is run by whoever we are: directly; in a user
 * namespace in which we are an ordinary user (files stay our own, so it works below closed folders); or as another user of this
 * machine.
 */
export type ServerUser =
  | { kind: "none" }
  | { kind: "namespace"; uid: number; gid: number }
  | { kind: "user"; name: string; uid: number; gid: number };

type Account = { name: string; uid: number; gid: number };

/** Ordinary users of this machine, the fitting ones first. initdb looks its user up by number, so it must be a known one. */
function accounts(): Account[] {
  let text: string;
  try {
    text = readFileSync("/etc/passwd", "utf8");
  } catch {
    return [];
  }
  const known = text
    .split("\n")
    .map((line) => line.split(":"))
    .flatMap(([name, , uid, gid]) => (name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []))
    .filter((account) => account.uid > 0);
  const rank = (account: Account) =>
    account.name === "postgres" ? 0 : account.name === "nobody" ? 1 : account.uid >= 1000 ? 2 : 3;
  return known.sort((a, b) => rank(a) - rank(b));
}

/** The command line that runs `program` under a disguise, and the options for spawn. */
export function asServerUser(
  serverUser: ServerUser,
  program: string,
  args: readonly string[],
): { program: string; args: string[]; options: { uid?: number; gid?: number } } {
  if (serverUser.kind === "namespace") {
    const flags = ["-U", `--map-user=${serverUser.uid}`, `--map-group=${serverUser.gid}`];
    return { program: "unshare", args: [...flags, program, ...args], options: {} };
  }
  const options = serverUser.kind === "user" ? { uid: serverUser.uid, gid: serverUser.gid } : {};
  return { program, args: [...args], options };
}

function works(serverUser: ServerUser, binaries: PostgresBinaries, folder: string): string | null {
  const probe = asServerUser(serverUser, binaries.postgres, ["--version"]);
  const version = spawnSync(probe.program, probe.args, { ...probe.options, cwd: "/", encoding: "utf8" });
  if (version.error) return version.error.message;
  if (version.status !== 0) return version.stderr.trim() || `ended with ${version.status ?? version.signal}`;
  const reach = asServerUser(serverUser, "/bin/sh", ["-c", 'cd "$1"', "sh", folder]);
  const reached = spawnSync(reach.program, reach.args, { ...reach.options, cwd: "/", encoding: "utf8" });
  return reached.status === 0 ? null : `${folder} cannot be reached`;
}

/** Gives a folder and all in it to another user. */
export function giveTo(owner: { uid: number; gid: number }, folder: string): void {
  chownSync(folder, owner.uid, owner.gid);
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const file = path.join(folder, entry);
    if (!lstatSync(file).isSymbolicLink()) chownSync(file, owner.uid, owner.gid);
  }
}

/** Whether our number has a name: that of a container may have none, and initdb then refuses it. */
function isKnownUser(): boolean {
  try {
    userInfo();
    return true;
  } catch {
    return false;
  }
}

/** For an ordinary user without a name, who may become a named one in a user namespace of its own. */
function unknownUser(binaries: PostgresBinaries, folder: string): ServerUser {
  const [account] = accounts();
  const serverUser = account && ({ kind: "namespace", uid: account.uid, gid: account.gid } as const);
  const refusal = serverUser ? works(serverUser, binaries, folder) : "this machine has no ordinary user";
  if (serverUser && refusal === null) return serverUser;
  throw new Error(
    [
      `PostgreSQL refuses to be set up by user ${process.getuid?.()}, who has no entry in /etc/passwd, and no other way was found:`,
      `  in a user namespace: ${refusal}`,
      "Any one of these helps: give the user an entry; start Plumbline as a user who has one; allow user namespaces; or set",
      "DATABASE_URL to a PostgreSQL server, version 15 or newer.",
    ].join("\n"),
  );
}

/**
 * Chooses a disguise under which the server starts and reaches `folder` (which must exist). `only` narrows the choice, so that
 * each way can be tried by itself.
 */
export function chooseServerUser(
  binaries: PostgresBinaries,
  folder: string,
  only?: Exclude<ServerUser["kind"], "none">,
): ServerUser {
  if (process.getuid?.() !== 0) return isKnownUser() ? { kind: "none" } : unknownUser(binaries, folder);
  const candidates = accounts().slice(0, 3);
  const reasons: string[] = [];
  if (process.platform === "linux" && only !== "user") {
    for (const { uid, gid } of candidates.slice(0, 1)) {
      const serverUser = { kind: "namespace", uid, gid } as const;
      const refusal = works(serverUser, binaries, folder);
      if (!refusal) return serverUser;
      reasons.push(`in a user namespace: ${refusal}`);
    }
  }
  if (only !== "namespace") {
    for (const account of candidates) {
      const serverUser = { kind: "user", ...account } as const;
      const refusal = works(serverUser, binaries, folder);
      if (!refusal) return serverUser;
      reasons.push(`as user ${account.name}: ${refusal}`);
    }
  }
  throw new Error(
    [
      "PostgreSQL refuses to run as root, and no other way was found to run it here:",
      ...reasons.map((reason) => `  ${reason}`),
      "Any one of these helps: start Plumbline as an ordinary user; move the clone and PLUMBLINE_DATA to folders that other",
      "users can reach (not below /root); allow user namespaces; or set DATABASE_URL to a PostgreSQL server, version 15 or newer.",
    ].join("\n"),
  );
}
