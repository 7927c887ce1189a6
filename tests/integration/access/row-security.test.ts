import { randomUUID } from "node:crypto";
import { subMonths } from "date-fns";
import pg from "pg";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OUTSIDE_TABLES, OUTSIDE_TABLES_BY_VENDOR } from "~/data/db/external-grants";
import { readAs, scopeParts, type Reader } from "~/data/db/read-as.server";
import { createScopeSigner, type ScopeKeys, type ScopeParts } from "~/data/db/scope-token";
import { partnerScope } from "~/domain/access/scope";
import type { Scope, Viewer } from "~/domain/access/viewer";
import { removeExpired } from "~/jobs/remove-expired.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { DAYS, MARKED_VENDORS, MARKS, type MarkedVendor, type MarkedData, writeMarkedData } from "./marked-data";

let db: TestDatabase;
let data: MarkedData;
let outside: pg.Client;

beforeAll(async () => {
  db = await createTestDatabase();
  data = await writeMarkedData(db);
  outside = new pg.Client({ connectionString: db.outsideUrl });
  await outside.connect();
});
afterAll(() => outside.end());

function partnerOf(vendor: MarkedVendor): Viewer {
  const vendorId = data[vendor];
  return { kind: "partner", userId: randomUUID(), name: "", email: "", vendorId, scope: partnerScope(vendorId) };
}

function linkTo(scope: Partial<Scope>): Viewer {
  const link = { ...partnerScope(data.lumina), notes: "all" as const };
  return { kind: "share", linkId: randomUUID(), linkName: "", scope: { ...link, ...scope } };
}

const VIEWERS: [string, () => Viewer][] = [
  ...MARKED_VENDORS.map((vendor): [string, () => Viewer] => [`the partner ${vendor}`, () => partnerOf(vendor)]),
  ["a link to one vendor", () => linkTo({})],
  ["a link to two vendors", () => linkTo({ vendorIds: [data.lumina, data.kestrel] })],
  ["a link to no vendor", () => linkTo({ vendorIds: [] })],
];

/** Of rows that hold nothing but numbers and days. */
const markOf = (vendorId: number) =>
  MARKED_VENDORS.filter((vendor) => data[vendor] === vendorId).map((vendor) => MARKS[vendor]);

/** Everything in every table that the outside role may read, without any condition: the first wall is down. */
async function everything(tx: Reader): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {
    vendor: await tx.vendor.findMany(),
    contact: await tx.contact.findMany(),
    review: await tx.review.findMany(),
    total: await tx.total.findMany(),
    measure_day: await tx.measureDay.findMany(),
    measure_month: await tx.measureMonth.findMany(),
    preliminary_day: await tx.preliminaryDay.findMany(),
    day_revision: (await tx.dayRevision.findMany()).map((row) => ({ ...row, mark: markOf(row.vendorId) })),
    source_as_of: await tx.sourceAsOf.findMany(),
    source_choice: await tx.sourceChoice.findMany(),
    sow_document: await tx.sowDocument.findMany(),
    target_result: await tx.targetResult.findMany(),
    statement_month: await tx.statementMonth.findMany(),
    closed_month: await tx.closedMonth.findMany(),
    reopened_month: await tx.reopenedMonth.findMany(),
    exclusion: await tx.exclusion.findMany(),
    root_cause_note: await tx.rootCauseNote.findMany(),
    import_batch: await tx.importBatch.findMany(),
    expected_file: await tx.expectedFile.findMany(),
    received_day: await tx.receivedDay.findMany(),
  };
  return found;
}

/** What is expected, what came, what was signed and what is to be left out is between the organization and the partner: no link shows it. */
const BETWEEN_PARTNERS = [
  "expected_file",
  "received_day",
  "exclusion",
  "statement_month",
  "closed_month",
  "reopened_month",
];

const asText = (rows: unknown) =>
  JSON.stringify(rows, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));

describe("with the first wall down, the second", () => {
  it.each(VIEWERS)("still shows %s its own rows and no other's", async (_name, makeViewer) => {
    const viewer = makeViewer();
    const { vendorIds } = viewer.scope;
    const rows = await readAs(db, viewer, everything);
    expect(Object.keys(rows).sort()).toEqual([...OUTSIDE_TABLES_BY_VENDOR].sort());
    for (const vendor of MARKED_VENDORS) {
      const own = vendorIds !== "all" && vendorIds.includes(data[vendor]);
      for (const [table, found] of Object.entries(rows)) {
        const shown = own && !(viewer.kind === "share" && BETWEEN_PARTNERS.includes(table));
        expect.soft(asText(found).includes(MARKS[vendor]), `${table} of ${vendor}`).toBe(shown);
      }
    }
  });

  it("keeps a file that also held another's rows from everyone but those who see all of them", async () => {
    const batchesOf = async (viewer: Viewer) => (await readAs(db, viewer, (tx) => tx.importBatch.findMany())).length;
    expect(await batchesOf(partnerOf("lumina"))).toBe(1);
    expect(await batchesOf(linkTo({ vendorIds: [data.lumina, data.kestrel] }))).toBe(2);
    expect(await batchesOf(linkTo({ vendorIds: Object.values(data) }))).toBe(4);
  });

  it("holds the days, sites, programs and channels of the scope", async () => {
    const days = (scope: Partial<Scope>) =>
      readAs(db, linkTo(scope), async (tx) => {
        const found = await tx.$queryRaw<{ day: string; site: string }[]>`
          SELECT DISTINCT day::text, site FROM (
            SELECT day, site FROM contact UNION SELECT day, site FROM review UNION SELECT day, site FROM total
            UNION SELECT day, site FROM measure_day
          ) AS every_row ORDER BY day, site`;
        return found.map(({ day, site }) => `${day} ${site.slice(0, 5)}`);
      });
    const [first = "", second = "", third = ""] = DAYS;
    expect(await days({})).toHaveLength(6);
    expect(await days({ fromDay: second, toDay: second })).toEqual([`${second} north`, `${second} south`]);
    expect(await days({ fromDay: second })).toHaveLength(4);
    expect(await days({ toDay: "2026-01-01" })).toEqual([]);
    expect(await days({ sites: [`south ${MARKS.lumina}`] })).toEqual(
      [first, second, third].map((day) => `${day} south`),
    );
    expect(await days({ sites: [`south ${MARKS.nordwind}`] })).toEqual([]);
    expect(await days({ sites: [] })).toEqual([]);
    expect(await days({ programs: ["other"] })).toEqual([]);
    expect(await days({ channels: ["chat"] })).toHaveLength(6);
    expect(await days({ channels: ['quoted "and" {braced}, \\ '] })).toEqual([]);
  });

  it("shows requests for exclusions to those alone who see the whole partner", async () => {
    const count = (scope: Partial<Scope>) => {
      const viewer = { ...partnerOf("lumina"), scope: { ...partnerScope(data.lumina), ...scope } };
      return readAs(db, viewer, (tx) => tx.exclusion.count());
    };
    expect(await count({})).toBe(2);
    expect(await count({ sites: [`south ${MARKS.lumina}`] })).toBe(0);
    expect(await count({ programs: [] })).toBe(0);
    expect(await count({ channels: ["chat"] })).toBe(0);
  });

  it("shows what is expected and what came to those alone who see the whole partner", async () => {
    const counts = (scope: Partial<Scope>) => {
      const viewer = { ...partnerOf("lumina"), scope: { ...partnerScope(data.lumina), ...scope } };
      return readAs(db, viewer, async (tx) => [await tx.expectedFile.count(), await tx.receivedDay.count()]);
    };
    expect(await counts({})).toEqual([1, 3]);
    expect(await counts({ fromDay: DAYS[1] ?? null })).toEqual([1, 2]);
    expect(await counts({ sites: [`south ${MARKS.lumina}`] })).toEqual([0, 0]);
    expect(await counts({ programs: [] })).toEqual([0, 0]);
    expect(await counts({ channels: ["chat"] })).toEqual([0, 0]);
  });

  it("shows the notes that the scope says", async () => {
    const titles = async (scope: Partial<Scope>) => {
      const notes = await readAs(db, linkTo(scope), (tx) => tx.rootCauseNote.findMany({ orderBy: { title: "asc" } }));
      return notes.map(({ title }) => title.split(" ", 1)[0]);
    };
    expect(await titles({ notes: "all" })).toEqual(["inside", "partner"]);
    expect(await titles({ notes: "partner" })).toEqual(["partner"]);
    expect(await titles({ notes: "none" })).toEqual([]);
    expect(await titles({ notes: "all", toDay: "2026-09-30" })).toEqual([]);
    expect(await titles({ notes: "all", fromDay: "2026-10-10", toDay: "2026-10-11" })).toHaveLength(2);
    await db.inside.rootCauseNote.updateMany({ where: { visibility: "inside" }, data: { archivedAt: new Date() } });
    expect(await titles({ notes: "all" })).toEqual(["partner"]);
  });
});

describe("without a scope", () => {
  it.each(OUTSIDE_TABLES_BY_VENDOR)("%s shows no row", async (table) => {
    const { rows } = await outside.query(`SELECT 1 FROM ${outside.escapeIdentifier(table)} LIMIT 1`);
    expect(rows).toEqual([]);
  });

  it("nothing is left over from the transaction before, on the very same connection", async () => {
    await outside.query("BEGIN");
    await outside.query("SELECT set_config('plumbline.scope', $1, true)", [signed()]);
    expect((await outside.query("SELECT 1 FROM contact")).rows).toHaveLength(6);
    await outside.query("COMMIT");
    expect((await outside.query("SELECT current_setting('plumbline.scope', true) AS left")).rows).toEqual([
      { left: "" },
    ]);
    expect((await outside.query("SELECT 1 FROM contact")).rows).toEqual([]);
  });

  it("a viewer who is not limited to named vendors is not read for", async () => {
    await expect(readAs(db, linkTo({ vendorIds: "all" }), everything)).rejects.toThrow(/limited to named vendors/);
  });
});

function signed(scope: Partial<Scope> = {}): string {
  return db.signScope(scopeParts("partner", { ...partnerScope(data.lumina), ...scope }));
}

describe("a scope set by SQL", () => {
  /** How many contacts the external role sees on its own connection under a scope. */
  const contactsUnder = async (scope: string) => {
    await outside.query("BEGIN");
    try {
      await outside.query("SELECT set_config('plumbline.scope', $1, true)", [scope]);
      return (await outside.query("SELECT 1 FROM contact")).rows.length;
    } finally {
      await outside.query("ROLLBACK");
    }
  };
  const keys = async () => {
    const { rows } = await db.pool.query<ScopeKeys>(
      'SELECT inner_key AS "innerKey", outer_key AS "outerKey" FROM scope_key',
    );
    if (!rows[0]) throw new Error("There are no keys.");
    return rows[0];
  };
  const now = Date.now();
  const lumina = (): ScopeParts => scopeParts("partner", partnerScope(data.lumina));

  /** The scope with another vendor in place of its own, under the same signature. */
  const withVendor = (scope: string, vendorId: number) => scope.replace(`\\"${data.lumina}\\"`, `\\"${vendorId}\\"`);

  it("shows what the application signed", async () => {
    expect(await contactsUnder(signed())).toBe(6);
    expect(await contactsUnder(signed({ vendorIds: [data.lumina, data.kestrel] }))).toBe(12);
    expect(await contactsUnder(createScopeSigner(await keys(), () => now)(lumina()))).toBe(6);
  });

  it("cannot widen what the session was opened for: a changed, made-up or expired scope shows no row", async () => {
    const own = signed({ toDay: DAYS[0] ?? null });
    const [wider, longer] = [withVendor(own, data.kestrel), own.replace(DAYS[0] ?? "", "infinity")];
    const { innerKey, outerKey } = await keys();
    const swapped = createScopeSigner({ innerKey: outerKey, outerKey: innerKey }, () => now)(lumina());
    const expired = createScopeSigner(await keys(), () => now - 3_600_000)(lumina());
    expect([wider, longer].map((made) => made.slice(64))).not.toContain(own.slice(64));
    for (const made of [wider, longer, swapped, expired, own.slice(64), "", "x", `${"0".repeat(64)}{}`]) {
      expect.soft(await contactsUnder(made), made).toBe(0);
    }
  });

  it("cannot widen a transaction that the application opened, nor outlast it", async () => {
    const viewer = partnerOf("lumina");
    const found = await readAs(db, viewer, async (tx) => {
      const [own] = await tx.$queryRaw<{ scope: string }[]>`SELECT current_setting('plumbline.scope') AS scope`;
      const wider = withVendor(own?.scope ?? "", data.kestrel);
      expect(wider).not.toBe(own?.scope);
      const before = await tx.contact.count();
      await tx.$queryRaw`SELECT set_config('plumbline.scope', ${wider}, false)`;
      return { before, after: await tx.contact.count() };
    });
    expect(found).toEqual({ before: 6, after: 0 });
    expect(await db.outside.contact.count()).toBe(0);
  });

  it("cannot change a limit between two reads of one statement", async () => {
    const own = signed({ fromDay: DAYS[1] ?? null });
    await outside.query("BEGIN");
    await outside.query("SELECT set_config('plumbline.scope', $1, true)", [own]);
    const { rows } = await outside.query(
      `SELECT c.day::text FROM generate_series(1, 3) AS turn,
         LATERAL (SELECT set_config('plumbline.scope', replace(current_setting('plumbline.scope'), $1, '-infinity'), true) OFFSET 0) AS widened,
         LATERAL (SELECT day FROM contact WHERE day = CASE turn WHEN 1 THEN 'infinity'::date ELSE $2::date END OFFSET 0) AS c`,
      [DAYS[1], DAYS[0]],
    );
    await outside.query("ROLLBACK");
    expect(rows).toEqual([]);
  });

  it("lets the transaction of an external viewer change nothing, not even outside the tables", async () => {
    const attempt = readAs(db, partnerOf("lumina"), async (tx) => {
      await tx.$queryRaw`SELECT set_config('transaction_read_only', 'off', true)`;
    });
    await expect(attempt).rejects.toThrow(/read-write mode/);
  });
});

describe("the role for viewers from outside", () => {
  const refused = (sql: string) => expect(outside.query(sql), sql).rejects.toMatchObject({ code: "42501" });

  it("is granted SELECT on exactly the listed tables", async () => {
    const { rows } = await db.pool.query<{ table: string; privilege: string }>(
      `SELECT c.relname AS table, p.privilege FROM pg_class AS c,
         unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES','TRIGGER']) AS p(privilege)
       WHERE c.relkind IN ('r','v','m','p','f') AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
         AND has_table_privilege('plumbline_outside', c.oid, p.privilege)`,
    );
    expect(rows.map(({ table, privilege }) => `${privilege} ${table}`).sort()).toEqual(
      OUTSIDE_TABLES.map((table) => `SELECT ${table}`).sort(),
    );
  });

  it("finds every table with a vendor behind forced row-level security", async () => {
    const { rows } = await db.pool.query<{ relname: string }>(
      "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity ORDER BY relname",
    );
    expect(rows.map(({ relname }) => relname)).toEqual([...OUTSIDE_TABLES_BY_VENDOR].sort());
  });

  it("finds no view and no function that would run with another's rights, but the one that reads the keys of scopes", async () => {
    const { rows } = await db.pool.query(
      `SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace
       UNION ALL SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace`,
    );
    expect(rows).toEqual([{ relname: "plumbline_scope" }]);
  });

  it.each([
    "scope_key",
    "app_user",
    "session",
    "share_link",
    "share_link_opening",
    "api_key",
    "one_time_secret",
    "audit_event",
    "roster_entry",
    "calendar_entry",
    "rate_limit",
    "rejected_row",
    "contact_history",
    "review_history",
    "total_history",
    "roster_entry_history",
    "calendar_entry_history",
    "root_cause_note_revision",
    "mapping",
  ])("cannot read %s", (table) => refused(`SELECT 1 FROM ${table}`));

  it.each([
    "UPDATE vendor SET name = 'x'",
    "DELETE FROM contact",
    "TRUNCATE measure_day",
    "TRUNCATE measure_month",
    "UPDATE preliminary_day SET rows = 0",
    "INSERT INTO vendor (key, name) VALUES ('x', 'x')",
    "CREATE TABLE own (id int)",
    "CREATE SCHEMA own",
    "SET ROLE plumbline",
    "SET SESSION AUTHORIZATION plumbline",
    "ALTER TABLE contact DISABLE ROW LEVEL SECURITY",
    "CREATE POLICY mine ON contact USING (true)",
    "ALTER ROLE plumbline_outside BYPASSRLS",
    "COPY contact TO PROGRAM 'cat'",
    "SELECT lo_create(0)",
    "SELECT lo_creat(-1)",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT lo_open(1, 262144)",
    "SELECT lowrite(0, 'x')",
  ])("cannot %s", (sql) => refused(sql));

  it("cannot read past the policies by switching row security off", async () => {
    await outside.query("SET row_security = off");
    await refused("SELECT 1 FROM contact");
    await outside.query("RESET row_security");
  });
});

describe("the audit trail", () => {
  it("only grows, also for the application", async () => {
    await db.inside.auditEvent.create({ data: { actor: "a", action: "b", subject: "c" } });
    for (const sql of ["UPDATE audit_event SET actor = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event"]) {
      await expect(db.pool.query(sql), sql).rejects.toThrow(/append-only/);
    }
    expect(await db.inside.auditEvent.count()).toBe(1);
  });

  it("shares its retention with the record of when links were opened", async () => {
    const logger = pino({ level: "silent" });
    const linkId = randomUUID();
    const ages = [1, 11, 13, 40].map((months) => subMonths(new Date(), months));
    await db.inside.shareLinkOpening.createMany({ data: ages.map((openedAt) => ({ linkId, openedAt })) });
    await removeExpired({ db, clock: () => new Date(), logger, dataFolder: "", auditMonths: 12 });
    const retained = await db.inside.shareLinkOpening.findMany({ where: { linkId }, orderBy: { openedAt: "desc" } });
    expect(retained.map(({ openedAt }) => openedAt)).toEqual(ages.slice(0, 2));
  });

  it("loses what is older than its retention to the daily clean-up, which records that", async () => {
    const clock = () => new Date();
    const logger = pino({ level: "silent" });
    const ages = [1, 7, 23, 25, 40].map((months) => ({ months, at: subMonths(clock(), months) }));
    await db.inside.auditEvent.createMany({
      data: ages.map(({ months, at }) => ({ at, actor: "a", action: "aged", subject: `${months}` })),
    });
    const retained = async () =>
      (await db.inside.auditEvent.findMany({ where: { action: "aged" }, orderBy: { at: "desc" } })).map(
        ({ subject }) => subject,
      );
    await removeExpired({ db, clock, logger, dataFolder: "", auditMonths: 24 });
    expect(await retained()).toEqual(["1", "7", "23"]);
    await removeExpired({ db, clock, logger, dataFolder: "", auditMonths: 24 });
    const removals = await db.inside.auditEvent.findMany({ where: { action: "audit.removed" } });
    expect(removals.map(({ detail }) => detail)).toMatchObject([{ entries: 2 }]);
    await expect(db.pool.query("DELETE FROM audit_event WHERE subject = '1'")).rejects.toThrow(/append-only/);
  });
});
