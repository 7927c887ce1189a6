import { createHash } from "node:crypto";
import { CLOSED_DOCUMENT_FORM, type EvaluatedMonth, type Signature } from "~/domain/contracts/closing/closed-document";
import { stateAfter, type MonthState, type MonthStep } from "~/domain/contracts/closing/month-state";
import { recordAudit } from "../db/audit.server";
import type { Database } from "../db/database.server";
import { Prisma } from "../generated/client";
import { canonicalJson } from "./canonical-json";
import { openMonth, toMonth, type StatementMonth } from "./statement-months.server";

/** Who moves a month, and when; `actor` as the audit log names it. */
export type MonthMover = { readonly by: string; readonly actor: string; readonly at: Date };

/** Why a month was not moved; nothing was stored. `stale`: data, SOW or closed months changed since it was evaluated. */
export type MoveRefusal =
  | { readonly ok: false; readonly code: "wrong-state"; readonly month: StatementMonth }
  | { readonly ok: false; readonly code: "stale" }
  | { readonly ok: false; readonly code: "not-as-signed"; readonly signed: Signature }
  | { readonly ok: false; readonly code: "not-last"; readonly last: string };

export type MonthMoved = { readonly ok: true; readonly state: MonthState };

type Held = {
  readonly tx: Prisma.TransactionClient;
  readonly month: StatementMonth;
  readonly vendor: { readonly key: string; readonly demo: boolean };
};

/**
 * Does one step in one transaction that holds the partner: of two at once the second finds what the first left. The month must be as
 * it was evaluated.
 */
async function inHeldMonth(
  db: Database,
  evaluated: EvaluatedMonth,
  step: MonthStep,
  work: (held: Held, to: MonthState) => Promise<MonthMoved | MoveRefusal>,
): Promise<MonthMoved | MoveRefusal> {
  const { vendorId, content } = evaluated;
  const { period } = content.statement;
  return db.inside.$transaction(async (tx) => {
    const [vendor] = await tx.$queryRaw<{ key: string; demo: boolean; revision: number }[]>(
      Prisma.sql`SELECT key, demo, revision FROM vendor WHERE id = ${vendorId} FOR UPDATE`,
    );
    if (vendor === undefined) return { ok: false, code: "stale" };
    const row = await tx.statementMonth.findUnique({ where: { vendorId_period: { vendorId, period: period.key } } });
    const month = row === null ? openMonth({ vendorId, period: period.key }) : toMonth(row);
    const to = stateAfter(month.state, step);
    if (to === null) return { ok: false, code: "wrong-state", month };
    if (vendor.revision !== evaluated.revision) return { ok: false, code: "stale" };
    return work({ tx, month, vendor }, to);
  });
}

type MonthFields = Omit<
  Prisma.StatementMonthUncheckedCreateInput,
  "vendorId" | "period" | "fromDay" | "untilDay" | "state"
>;

async function writeMonth(
  { tx, vendor }: Held,
  { vendorId, content: { statement, statementHash } }: EvaluatedMonth,
  { step, state, fields }: { step: MonthStep; state: MonthState; fields: MonthFields },
  { actor }: MonthMover,
  detail: Prisma.InputJsonObject = {},
): Promise<MonthMoved> {
  const { key, range } = statement.period;
  const address = { vendorId, period: key };
  const days = { fromDay: dateOf(range.from), untilDay: dateOf(range.until) };
  await tx.statementMonth.upsert({
    where: { vendorId_period: address },
    create: { ...address, ...days, state, ...fields },
    update: { state, ...fields },
  });
  await recordAudit(tx, {
    actor,
    action: ACTIONS[step],
    subject: `vendor:${vendor.key}`,
    detail: { vendorId, period: key, statement: statementHash, ...detail },
  });
  return { ok: true, state };
}

const ACTIONS = {
  "start-review": "statement.review-started",
  "sign-as-lead": "statement.signed-by-lead",
  "sign-as-partner": "statement.signed-by-partner",
  return: "statement.returned",
  close: "statement.closed",
  "close-without-signatures": "statement.closed",
  reopen: "statement.reopened",
} as const satisfies Record<MonthStep, string>;

const UNSIGNED: MonthFields = {
  leadBy: null,
  leadAt: null,
  leadHash: null,
  leadTotalMinor: null,
  partnerBy: null,
  partnerAt: null,
  partnerHash: null,
  partnerTotalMinor: null,
};

/** Begins the review of an open month. */
export async function startReview(
  db: Database,
  evaluated: EvaluatedMonth,
  mover: MonthMover,
): Promise<MonthMoved | MoveRefusal> {
  return inHeldMonth(db, evaluated, "start-review", (held, state) => {
    const fields = { ...UNSIGNED, reviewBy: mover.by, reviewAt: mover.at };
    return writeMonth(held, evaluated, { step: "start-review", state, fields }, mover);
  });
}

/** Takes the signatures back: the month is under review again. */
export async function returnToReview(
  db: Database,
  evaluated: EvaluatedMonth,
  mover: MonthMover,
): Promise<MonthMoved | MoveRefusal> {
  return inHeldMonth(db, evaluated, "return", (held, state) =>
    writeMonth(held, evaluated, { step: "return", state, fields: UNSIGNED }, mover),
  );
}

/** Records who signed which statement. The partner signs what the lead signed. */
export async function signMonth(
  db: Database,
  evaluated: EvaluatedMonth,
  step: "sign-as-lead" | "sign-as-partner",
  mover: MonthMover,
): Promise<MonthMoved | MoveRefusal> {
  const { statement, statementHash } = evaluated.content;
  const total = BigInt(statement.totalMinor);
  const fields: MonthFields =
    step === "sign-as-lead"
      ? { leadBy: mover.by, leadAt: mover.at, leadHash: statementHash, leadTotalMinor: total }
      : { partnerBy: mover.by, partnerAt: mover.at, partnerHash: statementHash, partnerTotalMinor: total };
  return inHeldMonth(db, evaluated, step, async (held, state) => {
    const { lead } = held.month;
    if (step === "sign-as-partner" && lead !== null && lead.hash !== statementHash) {
      return { ok: false, code: "not-as-signed", signed: lead };
    }
    return writeMonth(held, evaluated, { step, state, fields }, mover);
  });
}

/**
 * Freezes the month: the document with its hash, which holds the hash of the partner's closed month before it. It must be what both
 * signed. Without signatures it is closed at once, and the document says so.
 */
export async function closeMonth(
  db: Database,
  evaluated: EvaluatedMonth,
  step: "close" | "close-without-signatures",
  mover: MonthMover,
): Promise<MonthMoved | MoveRefusal> {
  const { statementHash } = evaluated.content;
  const withoutSignatures = step === "close-without-signatures";
  return inHeldMonth(db, evaluated, step, async (held, state) => {
    const { lead, partner } = held.month;
    const changed = [lead, partner].find((one) => one !== null && one.hash !== statementHash);
    if (changed !== undefined && changed !== null) return { ok: false, code: "not-as-signed", signed: changed };
    if (!withoutSignatures && (lead === null || partner === null)) {
      return { ok: false, code: "wrong-state", month: held.month };
    }
    const signatures = lead === null || partner === null ? null : { lead, partner };
    const { sequence, sha256 } = await freeze(held, evaluated, signatures, mover);
    const fields = { closedSequence: sequence };
    await nextRevision(held.tx, evaluated.vendorId);
    const detail = { sequence, sha256, withoutSignatures };
    return writeMonth(held, evaluated, { step, state, fields }, mover, detail);
  });
}

async function freeze(
  { tx, vendor }: Held,
  { vendorId, content }: EvaluatedMonth,
  signatures: { lead: Signature; partner: Signature } | null,
  { by, at }: MonthMover,
): Promise<{ sequence: number; sha256: string }> {
  const last = await tx.closedMonth.findFirst({
    where: { vendorId },
    orderBy: { sequence: "desc" },
    select: { sequence: true, sha256: true },
  });
  const sequence = (last?.sequence ?? 0) + 1;
  const { key, range } = content.statement.period;
  const document = canonicalJson({
    ...content,
    form: CLOSED_DOCUMENT_FORM,
    vendor: vendor.key,
    period: key,
    sequence,
    previous: last?.sha256 ?? null,
    isFirst: last === null,
    closedAt: at.toISOString(),
    closedBy: by,
    signatures,
  });
  const sha256 = createHash("sha256").update(document).digest("hex");
  await tx.closedMonth.create({
    data: {
      vendorId,
      sequence,
      period: key,
      fromDay: dateOf(range.from),
      untilDay: dateOf(range.until),
      document,
      sha256,
      previousSha256: last?.sha256 ?? null,
      closedBy: by,
      closedAt: at,
      demo: vendor.demo,
    },
  });
  return { sequence, sha256 };
}

/** Puts the partner's last closed month under review again. What was closed stays stored. */
export async function reopenMonth(
  db: Database,
  evaluated: EvaluatedMonth,
  reason: string,
  mover: MonthMover,
): Promise<MonthMoved | MoveRefusal> {
  const { vendorId } = evaluated;
  return inHeldMonth(db, evaluated, "reopen", async (held, state) => {
    const { tx, month, vendor } = held;
    const later = await tx.statementMonth.findFirst({
      where: { vendorId, state: "closed" },
      orderBy: { fromDay: "desc" },
      select: { period: true },
    });
    if (later !== null && later.period !== month.period) return { ok: false, code: "not-last", last: later.period };
    const { key, range } = evaluated.content.statement.period;
    const sequence = month.closedSequence ?? 0;
    await tx.reopenedMonth.create({
      data: {
        vendorId,
        sequence,
        period: key,
        fromDay: dateOf(range.from),
        untilDay: dateOf(range.until),
        reason,
        reopenedBy: mover.by,
        reopenedAt: mover.at,
        demo: vendor.demo,
      },
    });
    await nextRevision(tx, vendorId);
    const fields = { ...UNSIGNED, closedSequence: null, reviewBy: mover.by, reviewAt: mover.at };
    return writeMonth(held, evaluated, { step: "reopen", state, fields }, mover, { sequence, reason });
  });
}

/** Statements of later months rest on closed ones, so that views of them are made again. */
async function nextRevision(tx: Prisma.TransactionClient, vendorId: number): Promise<void> {
  await tx.vendor.update({ where: { id: vendorId }, data: { revision: { increment: 1 } } });
}

const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);
