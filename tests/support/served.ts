import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

export type Served = {
  /** The address it answers at, without a trailing slash. */
  origin: string;
  dataFolder: string;
  /** Seconds from the start of the process to the first answer of /readyz. */
  readySeconds: number;
  /** What the process has printed so far. */
  printed: () => string;
  /** Ends the process as Ctrl-C does and waits until it is gone. */
  stop: () => Promise<void>;
};

/** A TCP port of the loopback address that nobody listens on at the moment. */
async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port was given")),
      );
    });
  });
}

/** A data folder of its own, below the system's folder for temporary files. */
export function temporaryDataFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), "plumbline-served-"));
}

/** Removes a data folder made by `temporaryDataFolder`. */
export function removeDataFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}

/**
 * `npm start` as a user runs it, on a free port and the given data folder; resolves when /readyz answers.
 * @throws what the process printed, when it ends before or does not answer within `limitSeconds`.
 */
export async function serve(
  dataFolder: string,
  options: { project?: string; limitSeconds?: number; environment?: Record<string, string> } = {},
): Promise<Served> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const started = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: options.project ?? PROJECT,
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      PLUMBLINE_DATA: dataFolder,
      PLUMBLINE_ORIGIN: origin,
      ...options.environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  let ended = false;
  const gone = new Promise<void>((resolve) => child.on("close", () => ((ended = true), resolve())));
  const stop = async () => {
    if (!ended && child.pid) process.kill(-child.pid, "SIGINT");
    await gone;
  };
  const limit = started + (options.limitSeconds ?? 900) * 1000;
  for (;;) {
    const answered = await fetch(`${origin}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) break;
    if (ended || performance.now() > limit) {
      await stop();
      throw new Error(`npm start did not get ready:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { origin, dataFolder, readySeconds: (performance.now() - started) / 1000, printed: () => output, stop };
}
