import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import { createSetUpLink } from "~/auth/set-up.server";
import { ownOrigin, type Environment } from "~/config/environment";
import { openEnvironmentDatabase } from "~/data/open.server";
import { findOrganisation } from "~/data/organisation.server";
import { startJobs } from "~/jobs/queue.server";
import { demoSignInLines, fillWithDemo } from "./demo.server";
import { createWebApp, type Pages } from "./http.server";
import { openLog } from "./log.server";
import { closeServer, stopOnSignals } from "./stop.server";

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function listen(server: Server, environment: Environment): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      const advice = `Port ${environment.port} is taken by another program. Stop it, or choose another port: PORT=3001 npm start`;
      reject(taken ? new Error(advice) : error);
    });
    server.listen({ port: environment.port, ...(environment.host ? { host: environment.host } : {}) }, resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Starts database, demo, queue and HTTP, in this order, and arranges for stopping them in the reverse one. */
export async function serve(environment: Environment, openPages: (logger: Logger) => Promise<Pages>): Promise<void> {
  const clock = () => new Date();
  const logger = openLog(environment);
  const opened = await openEnvironmentDatabase(environment, (error) =>
    logger.error({ err: error }, "a database connection was lost"),
  );
  let stopping = false;
  try {
    const { db } = opened;
    await fillWithDemo(db, { environment, clock, say });
    const jobs = await startJobs({ db, clock, logger, url: opened.url });
    const pages = await openPages(logger);
    const server = createServer(
      createWebApp({ db, environment, clock, logger, jobs, isStopping: () => stopping }, pages),
    );
    server.headersTimeout = 15_000;
    // As long as a large file may take over a slow line.
    server.requestTimeout = 600_000;
    server.keepAliveTimeout = 10_000;
    const port = await listen(server, environment);
    stopOnSignals(logger, [
      ["http", () => ((stopping = true), closeServer(server))],
      ["queue", () => jobs.stop()],
      ["database", () => opened.close()],
    ]);
    const address = ownOrigin(environment, port);
    say(`\nPlumbline is ready at ${address}`);
    const setUpLink = await createSetUpLink(db, address, clock());
    if (setUpLink) say(`Set it up with this link, good for one use within 24 hours:\n  ${setUpLink}`);
    else if ((await findOrganisation(db))?.hasDemo) for (const line of await demoSignInLines(environment)) say(line);
    say("Stop it with Ctrl-C.\n");
  } catch (error) {
    await opened.close();
    throw error;
  }
}
