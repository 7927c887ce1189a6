import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { command as closeCommand } from "~/cli/commands/close";
import { command as verifyCommand } from "~/cli/commands/verify";
import { CommandFailure } from "~/cli/command";
import { applySow } from "~/commands/contracts/apply-sow.server";
import { takeMonthStep } from "~/commands/contracts/month-steps.server";
import { findClosedMonths } from "~/data/contracts/closed-months.server";
import { registerParameters } from "~/data/rollups/parameters.server";
import type { Viewer } from "~/domain/access/viewer";
import type { SowDocument } from "~/domain/contracts/document";
import { readClosedDocument } from "~/domain/contracts/closing/closed-document";
import type { MonthStep } from "~/domain/contracts/closing/month-state";
import { loadMonthToClose, loadStatementMonth } from "~/reports/contracts/month-closing.server";
import { loadStatement, loadStatements } from "~/reports/contracts/statement.server";
import { action as takeStep, loader } from "~/routes/_app.statements.$vendor.$period";
import { runCommand } from "../../support/command-line";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { answerOf, get, post, testContext } from "../../support/load-context";
import { addPerson, signedIn } from "../access/people";
import { applyRows } from "../ingest/apply-rows";
import { lead, partnerOf } from "./tiny-data";

/* A partner whose missed pick-ups cost money and may be earned back, month by month from results to closed statements. */

let db: TestDatabase;
let acme: number;
let other: number;
const clock = () => new Date("2026-05-10T12:00:00Z");

const DOCUMENT: SowDocument = {
  vendor: "acme",
  title: "Pick-ups",
  currency: "USD",
  timeZone: "UTC",
  versions: [
    {
      version: 1,
      effectiveFrom: "2026-01-01",
      targets: [
        {
          id: "pickups",
          clause: "3",
          metric: "stated-count",
          parameters: { amount: "missed-pickups" },
          comparator: "<=",
          expected: 5,
        },
      ],
      creditScheme: {
        rules: [
          {
            id: "pickup",
            targets: ["pickups"],
            quantity: { per: "excess", over: 5 },
            price: { kind: "amount", amount: 50 },
          },
        ],
        caps: [{ id: "year", per: "calendar-year", limit: { amount: 800 } }],
      },
    },
  ],
};

const MEASURE = "stated:missed-pickups";
const pickups = (id: string, day: string, amount: number) => ({ id, day, fields: { measure: MEASURE, amount } });
const load = (...rows: ReturnType<typeof pickups>[]) => applyRows(db, { kind: "totals", rows });

beforeEach(async () => {
  db = await createTestDatabase();
  await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
  acme = (await db.inside.vendor.create({ data: { key: "acme", name: "Acme" } })).id;
  other = (await db.inside.vendor.create({ data: { key: "other", name: "Other" } })).id;
  await registerParameters(db, [MEASURE], null);
  await load(
    pickups("jan", "2026-01-31", 12),
    pickups("feb", "2026-02-28", 9),
    pickups("mar", "2026-03-31", 11),
    pickups("apr", "2026-04-30", 15),
    pickups("may", "2026-05-09", 1),
  );
  await applySow(db, { by: "Ines", actor: "ines@example.com" }, DOCUMENT, { clock });
});

const statement = (period: string, viewer = lead()) => loadStatement(db, viewer, { vendor: "acme", period }, { clock });
const month = async (period: string, viewer: Viewer = lead()) => {
  const found = await loadStatementMonth(db, viewer, { vendor: "acme", period }, { clock });
  if (found === null) throw new Error("There is no such month");
  return found;
};

type Sent = { viewer?: Viewer; hash?: string; total?: number; reason?: string };

/** Takes a step as its page would: with the hash and the total that were shown. */
async function take(period: string, step: MonthStep, { viewer = lead(), reason = "", ...sent }: Sent = {}) {
  const view = await statement(period, viewer);
  const request = {
    vendor: "acme",
    period,
    step,
    seenHash: sent.hash ?? view?.hash ?? null,
    seenTotalMinor: sent.total ?? view?.statement.totalMinor ?? null,
    reason,
  };
  return takeMonthStep(db, viewer, request, { clock, evaluate: loadMonthToClose });
}

async function sign(period: string) {
  expect(await take(period, "start-review")).toEqual({ ok: true, state: "under-review" });
  expect(await take(period, "sign-as-lead")).toEqual({ ok: true, state: "signed-by-lead" });
  expect(await take(period, "sign-as-partner", { viewer: partnerOf(acme) })).toMatchObject({ ok: true });
}

async function close(period: string) {
  await sign(period);
  expect(await take(period, "close")).toEqual({ ok: true, state: "closed" });
}

const pageSchema = z.object({ month: z.object({ state: z.string(), steps: z.array(z.string()) }) });

/** How many sessions of this database wait for another's lock. */
async function waitingForLocks(): Promise<number> {
  const { rows } = await db.pool.query<{ waiting: number }>(
    "SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rows[0]?.waiting ?? 0;
}

const verify = async () => {
  try {
    return { failed: false, ...Object(await runCommand(verifyCommand, [], { db, clock })) };
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return { failed: true, ...error.detail };
  }
};

describe("closing a month", () => {
  test("takes a review, the lead's and the partner's signature, and freezes the statement with its hash", async () => {
    const before = await statement("2026-01");
    await close("2026-01");
    const { view, month: closed } = await month("2026-01");
    expect(closed.state).toBe("closed");
    expect(view.statement).toEqual(before?.statement);
    expect(view.hash).toBe(before?.hash);
    expect(view.closed).toMatchObject({ sequence: 1, isSigned: true, isFirst: true, totalTodayMinor: null });
    const [stored] = await findClosedMonths(db, lead(), acme);
    const document = readClosedDocument(stored?.document ?? "");
    expect(document?.signatures?.lead).toMatchObject({ by: "Vera Lead", hash: before?.hash, totalMinor: 35_000 });
    expect(document?.signatures?.partner.by).toBe("Paul Partner");
    expect(document?.metrics.map(({ key }) => key)).toEqual(["stated-count"]);
    const events = await db.inside.auditEvent.findMany({ where: { action: { startsWith: "statement." } } });
    expect(events.map(({ action }) => action)).toEqual([
      "statement.review-started",
      "statement.signed-by-lead",
      "statement.signed-by-partner",
      "statement.closed",
    ]);
  });

  test("keeps the closed statement whatever is imported later, and shows the difference", async () => {
    await close("2026-01");
    const frozen = await statement("2026-01");
    await load(pickups("late", "2026-01-30", 3));
    const view = await statement("2026-01");
    expect(view?.statement).toEqual(frozen?.statement);
    expect(view?.closed?.totalTodayMinor).toBe(50_000);
    expect(await statement("2026-01", partnerOf(acme))).toMatchObject({ hash: frozen?.hash });
  });

  test("makes later months rest on the closed statement: the cap of the year counts what was closed", async () => {
    await close("2026-01");
    await close("2026-02");
    // $350 and $200 are closed, so that $250 of $800 are left; with the late data $100 would be.
    await load(pickups("late", "2026-01-30", 3));
    const view = await statement("2026-03");
    expect(view?.statement.totalMinor).toBe(25_000);
  });

  test("chains each month to the one closed before it", async () => {
    await close("2026-01");
    await close("2026-02");
    const [first, second] = await findClosedMonths(db, lead(), acme);
    expect([first?.previousSha256, second?.previousSha256]).toEqual([null, first?.sha256]);
    expect(readClosedDocument(second?.document ?? "")?.previous).toBe(first?.sha256);
    expect(await verify()).toEqual({ failed: false, periods: 2, altered: [] });
  });

  test("refuses a signature on a statement that changed since it was read, and says what changed", async () => {
    const seen = await statement("2026-01");
    await take("2026-01", "start-review");
    await load(pickups("late", "2026-01-30", 3));
    const signed = await take("2026-01", "sign-as-lead", { hash: seen?.hash ?? "", total: 35_000 });
    expect(signed).toMatchObject({ ok: false, status: 409 });
    expect(JSON.stringify(signed)).toContain("The total was $350.00, it is now $500.00");
    expect((await month("2026-01")).month.state).toBe("under-review");
  });

  test("refuses to close what changed since it was signed, until it is signed again", async () => {
    await sign("2026-01");
    await load(pickups("late", "2026-01-30", 3));
    const closed = await take("2026-01", "close");
    expect(closed).toMatchObject({ ok: false, status: 409 });
    expect(JSON.stringify(closed)).toContain("since Vera Lead signed it. The total was $350.00, it is now $500.00");
    expect((await month("2026-01")).month.changedSince).toMatchObject({ totalMinor: 35_000 });
    expect(await take("2026-01", "return")).toEqual({ ok: true, state: "under-review" });
    await take("2026-01", "sign-as-lead");
    await take("2026-01", "sign-as-partner", { viewer: partnerOf(acme) });
    expect(await take("2026-01", "close")).toMatchObject({ ok: true });
    expect((await statement("2026-01"))?.statement.totalMinor).toBe(50_000);
  });

  test("is refused while the month runs, for whoever may not, and without the partner's signature", async () => {
    await take("2026-05", "start-review");
    expect(JSON.stringify(await take("2026-05", "sign-as-lead"))).toContain("The month is not over");
    await take("2026-01", "start-review");
    const byPartner = await take("2026-01", "sign-as-lead", { viewer: partnerOf(acme) });
    expect(byPartner).toMatchObject({ ok: false, status: 403 });
    await take("2026-01", "sign-as-lead");
    expect(await take("2026-01", "sign-as-partner")).toMatchObject({ ok: false, status: 403 });
    expect(await take("2026-01", "sign-as-partner", { viewer: partnerOf(other) })).toMatchObject({ status: 404 });
    expect(await take("2026-01", "close")).toMatchObject({ ok: false, status: 409 });
    const analyst: Viewer = {
      kind: "member",
      userId: "u3",
      name: "Ana",
      email: "ana@example.test",
      role: "analyst",
      scope: lead().scope,
    };
    expect(await take("2026-01", "return", { viewer: analyst })).toMatchObject({ status: 403 });
    expect(await findClosedMonths(db, lead(), acme)).toEqual([]);
  });

  test("goes in order from the first month that is closed, which may be any", async () => {
    await close("2026-02");
    await take("2026-04", "start-review");
    expect(JSON.stringify(await take("2026-04", "sign-as-lead"))).toContain("close 2026-03 first");
    await take("2026-01", "start-review");
    expect(JSON.stringify(await take("2026-01", "sign-as-lead"))).toContain("the first month that was closed");
    await close("2026-03");
    expect(await take("2026-04", "sign-as-lead")).toMatchObject({ ok: true });
  });

  test("at the same time as another closing: one wins, the other is refused because the month is closed", async () => {
    await sign("2026-01");
    const holder = await db.pool.connect();
    await holder.query("BEGIN");
    await holder.query("SELECT 1 FROM vendor WHERE id = $1 FOR UPDATE", [acme]);
    const closings = Promise.all([take("2026-01", "close"), take("2026-01", "close")]);
    await vi.waitUntil(async () => (await waitingForLocks()) === 2, { timeout: 600_000 });
    await holder.query("COMMIT");
    holder.release();
    const both = await closings;
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({
      status: 409,
      message: "The month is already closed. Nothing changed.",
    });
    expect(await findClosedMonths(db, lead(), acme)).toHaveLength(1);
  });

  test("is refused where data came in between the evaluation and the closing", async () => {
    await sign("2026-01");
    const view = await statement("2026-01");
    const request = { vendor: "acme", period: "2026-01", step: "close", seenHash: view?.hash ?? "" } as const;
    const evaluate: typeof loadMonthToClose = async (...requested) => {
      const found = await loadMonthToClose(...requested);
      await load(pickups("late", "2026-01-30", 3));
      return found;
    };
    const closed = await takeMonthStep(
      db,
      lead(),
      { ...request, seenTotalMinor: null, reason: "" },
      { clock, evaluate },
    );
    expect(closed).toMatchObject({ ok: false, status: 409 });
    expect(await findClosedMonths(db, lead(), acme)).toEqual([]);
  });

  test("shows in the list of statements how far each month is", async () => {
    await take("2026-01", "start-review");
    const states = async () => {
      const list = await loadStatements(db, lead(), "2026-01", { clock });
      return list?.rows.map(({ partner, state, totalMinor }) => [partner.key, state, totalMinor]);
    };
    expect(await states()).toEqual([
      ["acme", "under-review", 35_000],
      ["other", "open", null],
    ]);
    await take("2026-01", "sign-as-lead");
    await take("2026-01", "sign-as-partner", { viewer: partnerOf(acme) });
    await take("2026-01", "close");
    await load(pickups("late", "2026-01-30", 3));
    expect((await states())?.[0]).toEqual(["acme", "closed", 35_000]);
  });

  test("on its page is done by whoever may, and refused in plain sentences to others", async () => {
    await addPerson(db, "vera@org.example", "lead");
    await addPerson(db, "ana@org.example", "analyst");
    await addPerson(db, "paul@acme.example", "partner", acme);
    await addPerson(db, "olga@other.example", "partner", other);
    const context = testContext(db, { clock });
    const params = { vendor: "acme", period: "2026-01" };
    const send = async (email: string, fields: Record<string, string>) => {
      const { hash = "", statement: seen } = (await statement("2026-01")) ?? {};
      const sent = { hash, total: String(seen?.totalMinor), ...fields };
      const request = post("/statements/acme/2026-01", sent, [await signedIn(db, email)]);
      const answer = await answerOf(takeStep({ request, params, context }));
      return [answer.status, answer.status === 409 ? await answer.text() : ""];
    };
    expect(await send("ana@org.example", { step: "start-review" })).toEqual([403, ""]);
    expect(await send("olga@other.example", { step: "sign-as-partner" })).toEqual([404, ""]);
    expect(await send("vera@org.example", { step: "approve" })).toEqual([400, ""]);
    expect(await send("vera@org.example", { step: "start-review" })).toEqual([302, ""]);
    const [status, text] = await send("vera@org.example", { step: "sign-as-lead", hash: "0".repeat(64), total: "1" });
    expect(status).toBe(409);
    expect(text).toContain("The total was $0.01, it is now $350.00. Read it again, then sign.");
    expect(await send("vera@org.example", { step: "sign-as-lead" })).toEqual([302, ""]);
    expect(await send("vera@org.example", { step: "sign-as-partner" })).toEqual([403, ""]);
    expect(await send("paul@acme.example", { step: "sign-as-partner" })).toEqual([302, ""]);
    const page = async (email: string) => {
      const request = get("/statements/acme/2026-01", [await signedIn(db, email)]);
      const answer = await answerOf(loader({ request, params, context }));
      return pageSchema.parse(await answer.json()).month;
    };
    expect(await page("vera@org.example")).toEqual({ state: "signed-by-partner", steps: ["return", "close"] });
    expect(await page("paul@acme.example")).toEqual({ state: "signed-by-partner", steps: [] });
    expect(await send("vera@org.example", { step: "close" })).toEqual([302, ""]);
  });

  test("can be taken back by a reopening with a reason, which needs both signatures again and deletes nothing", async () => {
    await close("2026-01");
    await close("2026-02");
    await load(pickups("late", "2026-02-27", 2));
    expect(await take("2026-02", "reopen")).toMatchObject({ ok: false, status: 400 });
    expect(JSON.stringify(await take("2026-01", "reopen", { reason: "Late file" }))).toContain("Reopen 2026-02 first");
    expect(await take("2026-02", "reopen", { reason: "Late file" })).toEqual({ ok: true, state: "under-review" });
    expect((await statement("2026-02"))?.statement.totalMinor).toBe(30_000);
    expect((await month("2026-02")).month).toMatchObject({ lead: null, partner: null });
    expect(await take("2026-02", "close")).toMatchObject({ ok: false, status: 409 });
    await take("2026-02", "sign-as-lead");
    await take("2026-02", "sign-as-partner", { viewer: partnerOf(acme) });
    await take("2026-02", "close");
    const stored = await findClosedMonths(db, lead(), acme);
    expect(stored.map(({ sequence, period, isInForce }) => [sequence, period, isInForce])).toEqual([
      [1, "2026-01", true],
      [2, "2026-02", false],
      [3, "2026-02", true],
    ]);
    expect(await verify()).toEqual({ failed: false, periods: 3, altered: [] });
  });

  test("on the command line needs both signatures, or says in the record that there are none", async () => {
    const args = ["--vendor", "acme", "--period", "2026-01"];
    await expect(runCommand(closeCommand, args, { db, clock })).rejects.toThrow('"Close month" is not possible now');
    const answer = await runCommand(closeCommand, [...args, "--without-signatures"], { db, clock });
    expect(answer).toMatchObject({ period: "2026-01", total: "350.00", closed: { sequence: 1, signed: false } });
    expect((await statement("2026-01"))?.closed?.isSigned).toBe(false);
    const running = ["--vendor", "acme", "--period", "2026-05", "--without-signatures"];
    await expect(runCommand(closeCommand, running, { db, clock })).rejects.toThrow("cannot be signed or closed yet");
  });
});

describe("a closed month in the database", () => {
  const unguarded = async (sql: string, ...values: unknown[]) => {
    const client = await db.pool.connect();
    try {
      await client.query("ALTER TABLE closed_month DISABLE TRIGGER USER");
      await client.query(sql, values);
      await client.query("ALTER TABLE closed_month ENABLE TRIGGER USER");
    } finally {
      client.release();
    }
  };

  test("cannot be changed or removed by any role of the application, nor its reopening, nor the audit log", async () => {
    await close("2026-01");
    await take("2026-01", "reopen", { reason: "Late file" });
    for (const sql of [
      "UPDATE closed_month SET document = 'x'",
      "UPDATE closed_month SET demo = true",
      "DELETE FROM closed_month",
      "TRUNCATE closed_month",
      "UPDATE reopened_month SET reason = 'x'",
      "DELETE FROM reopened_month",
      "TRUNCATE reopened_month",
      "UPDATE audit_event SET actor = 'x'",
      "DELETE FROM audit_event",
      "TRUNCATE audit_event",
    ]) {
      await expect.soft(db.pool.query(sql), sql).rejects.toMatchObject({ code: "42501" });
    }
    expect(await findClosedMonths(db, lead(), acme)).toHaveLength(1);
  });

  test("whose byte was changed by hand is found by name, and nothing else is", async () => {
    for (const period of ["2026-01", "2026-02", "2026-03"]) await close(period);
    await unguarded(
      "UPDATE closed_month SET document = replace(document, '\"totalMinor\":20000', '\"totalMinor\":20001') WHERE period = '2026-02'",
    );
    expect(await verify()).toEqual({
      failed: true,
      periods: 3,
      altered: [{ vendor: "acme", sequence: 2, period: "2026-02", problems: ["document"] }],
    });
  });

  test("whose hash was made to fit a changed document is found by the audit log and by the next month", async () => {
    for (const period of ["2026-01", "2026-02"]) await close(period);
    await unguarded(
      `UPDATE closed_month SET document = d.text, sha256 = encode(sha256(convert_to(d.text, 'UTF8')), 'hex')
       FROM (SELECT replace(document, '"totalMinor":35000', '"totalMinor":1') AS text FROM closed_month WHERE sequence = 1) AS d
       WHERE sequence = 1`,
    );
    expect(await verify()).toMatchObject({
      failed: true,
      altered: [
        { period: "2026-01", problems: ["hash"] },
        { period: "2026-02", problems: ["chain"] },
      ],
    });
  });

  test("that was removed is found as missing, the last one too", async () => {
    for (const period of ["2026-01", "2026-02"]) await close(period);
    await unguarded("DELETE FROM closed_month WHERE sequence = 2");
    expect(await verify()).toMatchObject({
      failed: true,
      periods: 1,
      altered: [{ vendor: "acme", sequence: 2, period: "2026-02", problems: ["missing"] }],
    });
  });
});
