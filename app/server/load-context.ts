import type { Logger } from "pino";
import type { Environment } from "~/config/environment";
import type { Admission } from "~/auth/admission";
import type { Database } from "~/data/db/database.server";
import type { Jobs } from "~/jobs/queue.server";
import type { Output } from "~/reports/export/streamed-response";

declare module "@remix-run/server-runtime" {
  /** What every loader and action is given. Nothing of it lives in a module: pages and server are bundles of their own. */
  interface AppLoadContext {
    db: Database;
    environment: Environment;
    clock: () => Date;
    logger: Logger;
    jobs: Jobs;
    /** Takes the request's place among those of its viewer. */
    admission: Admission;
    /** The way of the answer to its reader. */
    output: Output;
    /** Of this request's answer: links and the origin check are built on it, never on forwarded headers. */
    origin: string;
    cspNonce: string;
    requestId: string;
    /** Of the caller; that of a proxy only where no proxy is trusted. */
    clientAddress: string;
  }
}
