import type { Logger } from "pino";
import type { Database } from "~/data/db/database.server";

/** What a job is given when it runs. */
export type JobContext = { db: Database; dataFolder: string; clock: () => Date; logger: Logger };

/** How long entries of the audit log are kept. */
export type AuditRetention = { auditMonths: number };
