import type { Server } from "node:http";
import type { Logger } from "pino";
import { CONSOLE } from "~/wording/access/console";

const PATIENCE_MS = 10_000;
/** After this the process ends whatever is still open: the database recovers from a cut, a process that hangs helps nobody. */
const DEADLINE_MS = 45_000;

/** Lets requests in hand finish, for ten seconds at most; takes no new ones. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const hurry = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
    server.close(() => {
      clearTimeout(hurry);
      resolve();
    });
    server.closeIdleConnections();
  });
}

export type StopStep = readonly [name: string, close: () => Promise<void>];

/**
 * At the first Ctrl-C or SIGTERM runs the steps that are there by then, in order, and ends the process; a step that fails does not
 * keep the next from running. The signal returned says that this has started.
 */
export function stopOnSignals(logger: Logger, steps: readonly StopStep[]): AbortSignal {
  const stopping = new AbortController();
  const stop = async (signal: string) => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    process.stdout.write(`\n${CONSOLE.stopping}\n`);
    setTimeout(() => process.exit(1), DEADLINE_MS).unref();
    let failed = false;
    for (const [name, close] of steps) {
      try {
        await close();
      } catch (error) {
        failed = true;
        logger.error({ err: error, step: name }, "error while stopping");
      }
    }
    logger.info({ signal }, "stopped");
    logger.flush(() => process.exit(failed ? 1 : 0));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(signal));
  whenOrphaned(() => void stop("npm-ended"));
  return stopping.signal;
}

/** npm hands a SIGTERM to the shell it runs a script in, and the shell ends without passing it on: the program is left alone. */
function whenOrphaned(stop: () => void): void {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 250);
  watch.unref();
}
