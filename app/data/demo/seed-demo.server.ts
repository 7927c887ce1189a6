import { recordAudit } from "../db/audit.server";
import type { Database } from "../db/database.server";
import { insertExpectedFile, type ExpectedFileRequest } from "../deliveries/expected-files.server";
import {
  insertExclusion,
  updateDecision,
  type DecidedExclusion,
  type ExclusionRequest,
} from "../contracts/exclusions.server";
import { insertOrganization } from "../access/organization.server";
import { insertAccount, normalizeEmail, setPassword } from "../access/accounts.server";
import type { Role } from "~/domain/access/viewer";

export type DemoAccount = { email: string; name: string; role: Role; vendorId: number | null; passwordHash: string };

/** Whether loading the demo data was started: an interrupted one leaves its organization behind. */
export async function isDemoStarted(db: Database): Promise<boolean> {
  return (await db.inside.organization.count()) > 0;
}

/** The organization of the demo. */
export async function beginDemo(db: Database, organization: { name: string; timeZone: string }): Promise<void> {
  await db.inside.$transaction((tx) => insertOrganization(tx, organization));
}

/** Accounts of the demo; one that an earlier attempt left gets the new password. Answers each account's id by e-mail address. */
export async function putDemoAccounts(
  db: Database,
  accounts: readonly DemoAccount[],
  actor: string,
): Promise<Map<string, string>> {
  return db.inside.$transaction(async (tx) => {
    const ids = new Map<string, string>();
    for (const account of accounts) {
      const email = normalizeEmail(account.email);
      const left = await tx.user.findUnique({ where: { email }, select: { id: true } });
      if (left !== null) {
        await setPassword(tx, left.id, account.passwordHash, actor);
        ids.set(account.email, left.id);
        continue;
      }
      const added = await insertAccount(tx, { ...account, demo: true }, actor);
      if (!added.ok) throw new Error(`The demo account ${account.email} was not added: ${added.problem}`);
      ids.set(account.email, added.account.id);
    }
    return ids;
  });
}

/** Dates a batch of the demo, and what arrived with it, to when its file would have been sent. */
export async function dateDemoBatch(db: Database, requestKey: string, at: Date): Promise<void> {
  await db.pool.query(
    `WITH dated AS (UPDATE import_batch SET applied_at = $2 WHERE request_key = $1 AND demo RETURNING id)
     UPDATE received_day SET received_at = $2 FROM dated WHERE batch_id = dated.id`,
    [requestKey, at],
  );
}

/** Puts down the files that the demo's partners owe, in place of those put down before. */
export async function putDemoExpectedFiles(
  db: Database,
  files: readonly ExpectedFileRequest[],
  actor: string,
): Promise<void> {
  await db.inside.$transaction(async (tx) => {
    await tx.expectedFile.deleteMany({ where: { demo: true } });
    for (const file of files) await insertExpectedFile(tx, file, { actor, demo: true });
  });
}

export type DemoExclusion = {
  readonly vendorId: number;
  readonly request: Omit<ExclusionRequest, "vendorId">;
  readonly decision: DecidedExclusion | null;
};

/** Records what the demo's partners requested to leave out and what was decided, once: months may have been closed on it. */
export async function putDemoExclusions(
  db: Database,
  exclusions: readonly DemoExclusion[],
  actor: string,
): Promise<void> {
  await db.inside.$transaction(async (tx) => {
    if ((await tx.exclusion.count({ where: { demo: true } })) > 0) return;
    for (const { vendorId, request, decision } of exclusions) {
      const id = await insertExclusion(tx, { vendorId, ...request }, { actor, demo: true });
      if (decision !== null) await updateDecision(tx, { id, vendorId }, decision, actor);
    }
  });
}

/** How many demo notes there are. */
export async function countDemoNotes(db: Database): Promise<number> {
  return db.inside.rootCauseNote.count({ where: { demo: true } });
}

/** Records that the demo data is complete, and tells the planner how large its tables have become. */
export async function finishDemo(db: Database, at: Date, actor: string): Promise<void> {
  await db.pool.query("ANALYZE contact, review, total, measure_day, measure_month");
  await db.inside.$transaction(async (tx) => {
    await tx.organization.updateMany({ data: { demoSeededAt: at } });
    await recordAudit(tx, { actor, action: "demo.seeded", subject: "demo" });
  });
}
