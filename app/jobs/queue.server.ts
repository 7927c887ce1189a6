import PgBoss from "pg-boss";
import type { Logger } from "pino";
import type { Database } from "~/data/database.server";
import { removeExpired } from "./remove-expired.server";

/** What a job is given when it runs. */
export type JobContext = { db: Database; clock: () => Date; logger: Logger };

/** A job of the clock: safe to run twice, run by one process at a time. */
type ScheduledJob = { name: string; /** Five fields, in UTC. */ cron: string; run(context: JobContext): Promise<void> };

const SCHEDULED: readonly ScheduledJob[] = [{ name: "remove-expired", cron: "17 3 * * *", run: removeExpired }];

export type Jobs = {
  /** Runs a scheduled job at the next chance, without waiting for its hour. */
  runSoon(name: string): Promise<void>;
  stop(): Promise<void>;
};

/** Starts the queue in the schema `pgboss` of the same database, made by the application's role. */
export async function startJobs(options: JobContext & { url: string }): Promise<Jobs> {
  const { url, ...context } = options;
  const boss = new PgBoss({ connectionString: url, max: 3, application_name: "plumbline-jobs" });
  boss.on("error", (error) => context.logger.error({ err: error }, "the queue met an error"));
  await boss.start();
  for (const { name, cron, run } of SCHEDULED) {
    await boss.createQueue(name, { name, policy: "short", retryLimit: 3, retryBackoff: true });
    await boss.work(name, async () => {
      const started = performance.now();
      await run(context);
      context.logger.info({ job: name, ms: Math.round(performance.now() - started) }, "a job is done");
    });
    await boss.schedule(name, cron);
  }
  return {
    runSoon: async (name) => {
      await boss.send(name, {});
    },
    stop: () => boss.stop({ graceful: true, wait: true, timeout: 10_000 }),
  };
}
