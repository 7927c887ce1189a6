import { createServer, type Server as HttpServer } from "node:http";
import { createServer as createNetServer, type Server as NetServer } from "node:net";
import type { Logger } from "pino";
import { createSetUpLink } from "~/commands/access/set-up.server";
import { noteAddress } from "~/config/address-in-use.server";
import { ownOrigin, type Environment } from "~/config/environment";
import type { Database } from "~/data/db/database.server";
import { openEnvironmentDatabase } from "~/data/open.server";
import { findOrganization } from "~/data/access/organization.server";
import { flushRepeated } from "~/data/db/repeated-audit.server";
import { watchDropFolder } from "~/jobs/drop-folder/watch.server";
import { startJobs } from "~/jobs/queue.server";
import { demoSignInLines, fillWithDemo } from "./demo.server";
import { createWebApp, type Pages } from "./http.server";
import { openLog } from "./log/log.server";
import { closeServer, stopOnSignals, type StopStep } from "./stop.server";
import { CONSOLE } from "~/wording/access/console";

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Listens and resolves to the port; a port that is taken is an error that says what to do. */
async function listen(server: HttpServer | NetServer, { port, host }: Environment): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(taken ? new Error(CONSOLE.portInUse(port)) : error);
    });
    server.listen({ port, host }, resolve);
  });
  const address = server.address();
  return address && typeof address === "object" ? address.port : port;
}

/** Asks for the port before the work of a first start, which can take a minute. */
async function requireFreePort(environment: Environment): Promise<void> {
  const probe = createNetServer();
  await listen(probe, environment);
  await new Promise((resolve) => probe.close(resolve));
}

/** Starts database, demo, queue and HTTP, in this order, and arranges for stopping them in the reverse one. */
export async function serve(environment: Environment, openPages: (logger: Logger) => Promise<Pages>): Promise<void> {
  const clock = () => new Date();
  const logger = openLog(environment);
  await requireFreePort(environment);
  const opened = await openEnvironmentDatabase(environment, (error) =>
    logger.error({ err: error }, "database connection lost"),
  );
  // What is open, the last one opened first.
  const open: StopStep[] = [["database", () => opened.close()]];
  const stopping = stopOnSignals(logger, open);
  try {
    const { db, excess } = opened;
    open.unshift(["audit-log", () => flushRepeated(db)]);
    if (excess.length > 0)
      logger.warn({ run: excess }, "database role of external viewers has more privileges than required");
    await fillWithDemo(db, { environment, clock, say });
    const jobs = await startJobs({
      db,
      clock,
      logger,
      url: opened.url,
      outsideUrl: opened.outsideUrl,
      dataFolder: environment.dataFolder,
      auditMonths: environment.auditMonths,
    });
    open.unshift(["queue", () => jobs.stop()]);
    const { dropFolder, dataFolder, uploadQuota: quota } = environment;
    if (dropFolder !== null) {
      const watch = watchDropFolder({ db, clock, logger, dataFolder, dropFolder, quota, queue: jobs });
      open.unshift(["drop-folder", () => watch.stop()]);
    }
    const pages = await openPages(logger);
    const app = createWebApp({ db, environment, clock, logger, jobs, isStopping: () => stopping.aborted }, pages);
    const server = createServer(app);
    server.headersTimeout = 15_000;
    // As long as a large file may take over a slow line.
    server.requestTimeout = 600_000;
    server.keepAliveTimeout = 10_000;
    const port = await listen(server, environment);
    open.unshift(["http", () => closeServer(server)]);
    const address = ownOrigin(environment, port);
    const forgetAddress = noteAddress(environment.dataFolder, address);
    open.unshift(["address", async () => forgetAddress()]);
    await greet(db, environment, address, clock());
  } catch (error) {
    if (stopping.aborted) return;
    for (const [, close] of open) await close();
    throw error;
  }
}

async function greet(db: Database, environment: Environment, address: string, now: Date): Promise<void> {
  say(`\n${CONSOLE.ready(address)}`);
  const setUpLink = await createSetUpLink(db, address, now);
  if (setUpLink) say(CONSOLE.setUp(setUpLink));
  else if ((await findOrganization(db))?.hasDemo) for (const line of await demoSignInLines(environment)) say(line);
  say(`${CONSOLE.stop}\n`);
}
