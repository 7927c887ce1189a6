import type { Server } from "node:http";
import type { Logger } from "pino";

const PATIENCE_MS = 10_000;

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

/** Runs the steps in order at the first Ctrl-C or SIGTERM; a step that fails does not keep the next from running. */
export function stopOnSignals(
  logger: Logger,
  steps: readonly (readonly [name: string, step: () => Promise<void>])[],
): void {
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    process.stdout.write("\nStopping …\n");
    let failed = false;
    for (const [name, step] of steps) {
      try {
        await step();
      } catch (error) {
        failed = true;
        logger.error({ err: error, step: name }, "stopping met an error");
      }
    }
    logger.info({ signal }, "stopped");
    logger.flush(() => process.exit(failed ? 1 : 0));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(signal));
}
