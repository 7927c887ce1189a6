import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A process distinguished from a later one with the same number: `<pid>-<start mark>`. */
export type ProcessIdentity = string;

/** The fields of /proc/<pid>/stat behind the command's name, which may itself hold spaces and brackets. */
function statFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

function startMark(pid: number): string | null {
  if (process.platform === "linux") {
    const fields = statFields(pid);
    // A zombie has ended; nobody has asked for its exit code yet.
    if (!fields || fields[0] === "Z" || fields[0] === "X") return null;
    return fields[19] ?? null;
  }
  if (process.platform === "win32") {
    try {
      process.kill(pid, 0);
      return "0";
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "EPERM" ? "0" : null;
    }
  }
  try {
    const started = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
      stdio: "pipe",
    }).trim();
    return started === "" ? null : String(Date.parse(started));
  } catch {
    return null;
  }
}

export function ownIdentity(): ProcessIdentity {
  return `${process.pid}-${startMark(process.pid) ?? "0"}`;
}

/** Whether the process that gave itself this identity is still the one running under its number. */
export function isAlive(identity: ProcessIdentity): boolean {
  const [pid, mark] = identity.split("-");
  if (!pid || !mark) return false;
  return startMark(Number(pid)) === mark;
}

/** The command line of a running process, or null where there is none (or it has ended). */
export function commandLineOf(pid: number): string | null {
  if (process.platform === "linux") {
    try {
      const text = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
      return text === "" ? null : text;
    } catch {
      return null;
    }
  }
  try {
    if (process.platform === "win32") {
      const line = execFileSync("tasklist", ["/FI", `PID eq ${pid}`, "/FO", "CSV", "/NH"], { encoding: "utf8" }).trim();
      return line.includes(`"${pid}"`) ? line : null;
    }
    const line = execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8", stdio: "pipe" }).trim();
    return line === "" ? null : line;
  } catch {
    return null;
  }
}
