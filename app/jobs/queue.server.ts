import type { AuditRetention, JobContext } from "./job-context";
import PgBoss from "pg-boss";
import { ownHost } from "~/data/db/own-host.server";
import { createRunThreads, type ThreadSetting } from "./imports/run-threads.server";
import { createRunTurns } from "./imports/run-turns.server";
import { takeUpRuns } from "./imports/resume-runs.server";
import { removeLeftovers } from "./remove-leftovers.server";
import { removeExpired } from "./remove-expired.server";
import { removeUnusedCounts } from "./remove-unused-parameters.server";

type ScheduledContext = JobContext & AuditRetention & Pick<Jobs, "takeUpRun">;

/** A scheduled job: safe to run twice, run by one process at a time; one that is about files, by each host for its own. */
type ScheduledJob = {
  name: string;
  everyHost?: true;
  /** Five fields, in UTC. */
  cron: string;
  run(context: ScheduledContext): Promise<void>;
};

const SCHEDULED: readonly ScheduledJob[] = [
  { name: "remove-expired", cron: "17 3 * * *", run: removeExpired },
  { name: "remove-unused-parameters", cron: "47 3 * * *", run: removeUnusedCounts },
  { name: "remove-leftovers", everyHost: true, cron: "7 * * * *", run: removeLeftovers },
  { name: "take-up-runs", everyHost: true, cron: "* * * * *", run: takeUpRuns },
];

/** So many files are worked on at once by one process: a small one need not wait for a large one. */
const RUNS_AT_ONCE = 2;

export type Jobs = {
  /** Runs a scheduled job at the next chance, without waiting for its hour. */
  runSoon(name: string): Promise<void>;
  /** Has an import that waits worked on at the next chance. */
  takeUpRun(id: string): Promise<void>;
  stop(): Promise<void>;
};

/** Starts the queue in the schema `pgboss` of the same database, made by the application's role. */
export async function startJobs(options: JobContext & AuditRetention & ThreadSetting): Promise<Jobs> {
  const { db, clock, logger, auditMonths, ...setting } = options;
  const { dataFolder } = setting;
  const host = ownHost(dataFolder);
  const ofHost = (name: string) => `${name}-${host.id}`;
  // A host works on the files on its own disk: it has a queue to itself.
  const importRuns = ofHost("import-run");
  const boss = new PgBoss({ connectionString: setting.url, max: 3, application_name: "plumbline-jobs" });
  boss.on("error", (error) => logger.error({ err: error }, "queue error"));
  await boss.start();

  const threads = createRunThreads(setting);
  const turns = createRunTurns(db, host.id);
  let isStopping = false;
  const workInTurn = async () => {
    const tried = new Set<string>();
    for (;;) {
      const run = isStopping ? null : await turns.next(tried);
      if (run === null) return;
      tried.add(run.id);
      const started = performance.now();
      const about = { runId: run.id };
      await threads
        .work(run.id)
        .then(
          () => logger.info({ ...about, ms: Math.round(performance.now() - started) }, "import finished"),
          (error: unknown) => logger.error({ err: error, ...about }, "import failed"),
        )
        .finally(run.done);
    }
  };
  await boss.createQueue(importRuns, { name: importRuns, policy: "short", retryLimit: 0, expireInHours: 23 });
  const workers: string[] = [];
  for (let index = 0; index < RUNS_AT_ONCE; index += 1) {
    // A job says that some run waits. Which one is next, the turns say.
    const worker = await boss.work(importRuns, { pollingIntervalSeconds: 1 }, () => workInTurn());
    workers.push(worker);
  }
  const takeUpRun = async (runId: string) => {
    // One that waits per run: requested again, it is not there twice.
    await boss.send(importRuns, { runId }, { singletonKey: runId });
    for (const worker of workers) boss.notifyWorker(worker);
  };

  const context: ScheduledContext = { db, dataFolder, clock, logger, auditMonths, takeUpRun };
  const queueOf = ({ name, everyHost }: ScheduledJob) => (everyHost ? ofHost(name) : name);
  for (const job of SCHEDULED) {
    const { cron, run } = job;
    const name = queueOf(job);
    await boss.createQueue(name, { name, policy: "short", retryLimit: 3, retryBackoff: true });
    await boss.work(name, async () => {
      const started = performance.now();
      await run(context);
      logger.debug({ job: name, ms: Math.round(performance.now() - started) }, "job finished");
    });
    await boss.schedule(name, cron);
  }
  await takeUpRuns(context);
  return {
    runSoon: async (name) => {
      const job = SCHEDULED.find((one) => one.name === name);
      if (job === undefined) throw new Error(`Unknown scheduled job ${name}`);
      await boss.send(queueOf(job), {});
    },
    takeUpRun,
    stop: async () => {
      isStopping = true;
      await threads.stop();
      await boss.stop({ graceful: true, wait: true, timeout: 10_000 });
    },
  };
}
