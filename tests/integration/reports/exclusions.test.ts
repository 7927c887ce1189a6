import fc from "fast-check";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { applySow } from "~/commands/contracts/apply-sow.server";
import { decideExclusion, requestExclusion } from "~/commands/contracts/exclusions.server";
import type { ExclusionDecisionForm, ExclusionRequestForm, RequestedExtent } from "~/commands/contracts/exclusion-form";
import { WHOLE_SCOPE } from "~/domain/access/scope";
import { addDays, type Day } from "~/domain/calendar/day";
import { daysOf } from "~/domain/calendar/day-range";
import type { SowDocument } from "~/domain/contracts/document";
import type { Viewer } from "~/domain/access/viewer";
import { findEmptiedTargets, loadExclusion, loadExclusions } from "~/reports/contracts/exclusions.server";
import { loadMonthToClose } from "~/reports/contracts/month-closing.server";
import { loadStatement } from "~/reports/contracts/statement.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { runsOf } from "../../support/property-runs";
import { applyRows } from "../ingest/apply-rows";
import { lead, partnerOf } from "./tiny-data";

/* A partner with two sites, whose calls of two days in March went wrong: from the request to the contractual result and the money. */

const clock = () => new Date("2026-05-10T12:00:00Z");
const MARCH = { from: "2026-03-01", until: "2026-04-01" };
const SITES = ["North", "South"] as const;
const HOURS = [8, 11, 14, 17] as const;

type Call = { id: string; day: Day; hour: number; site: (typeof SITES)[number]; wait: number };

/** On 10 and 11 March no call is answered in time; else three of four are, in the south all. */
const CALLS: readonly Call[] = daysOf(MARCH).flatMap((day) =>
  SITES.flatMap((site) =>
    HOURS.map((hour, index) => {
      const isOutage = day === "2026-03-10" || day === "2026-03-11";
      const isLate = isOutage || (site === "North" && index === 0);
      return { id: `${day}-${site}-${hour}`, day, hour, site, wait: isLate ? 90 : 5 };
    }),
  ),
);

const DOCUMENT: SowDocument = {
  vendor: "acme",
  title: "Calls",
  currency: "USD",
  timeZone: "UTC",
  versions: [
    {
      version: 1,
      effectiveFrom: "2026-03-01",
      targets: [
        { id: "level", clause: "B.1", metric: "service-level", comparator: ">=", expected: 85 },
        { id: "talk-p90", metric: "talk-time", parameters: { quantile: 0.9 }, comparator: "<=", expected: 60 },
        { id: "south", metric: "service-level", scope: { site: "South" }, comparator: ">=", expected: 85 },
      ],
      creditScheme: {
        bases: [],
        rules: [{ id: "level", targets: ["level"], price: { kind: "amount", amount: 500 } }],
      },
    },
  ],
};

const EXTENT: RequestedExtent = {
  program: "",
  site: "",
  channel: "",
  firstDay: "2026-03-10",
  lastDay: "2026-03-11",
  hours: null,
  contactIds: [],
};
const REQUEST: ExclusionRequestForm = { vendor: "acme", reason: "Carrier outage", clause: "E.4", extent: EXTENT };

const ANALYST: Viewer = {
  kind: "member",
  userId: "u3",
  name: "Ana Analyst",
  email: "ana@example.test",
  role: "analyst",
  scope: WHOLE_SCOPE,
};

let db: TestDatabase;
let acme: number;
let other: number;

beforeAll(async () => {
  db = await createTestDatabase();
  await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
  acme = (await db.inside.vendor.create({ data: { key: "acme", name: "Acme" } })).id;
  other = (await db.inside.vendor.create({ data: { key: "other", name: "Other" } })).id;
  await applyRows(db, {
    kind: "contacts",
    rows: CALLS.map(({ id, day, hour, site, wait }) => {
      const openedAt = `${day}T${String(hour).padStart(2, "0")}:30:00Z`;
      return { id, day, fields: { openedAt, site, answered: true, waitSeconds: wait, talkSeconds: wait } };
    }),
  });
  await applySow(db, { by: "Ines", actor: "ines@example.com" }, DOCUMENT, { clock });
});

beforeEach(() => db.inside.exclusion.deleteMany());

const request = async (extent: Partial<RequestedExtent> = {}, viewer: Viewer = lead()) => {
  const made = await requestExclusion(db, viewer, { ...REQUEST, extent: { ...EXTENT, ...extent } }, { clock });
  if (!made.ok) throw new Error(made.refusal.problem);
  return made.id;
};
const refusal = async (form: Partial<ExclusionRequestForm>, viewer: Viewer = lead()) => {
  const made = await requestExclusion(db, viewer, { ...REQUEST, ...form }, { clock });
  return made.ok ? null : made.refusal.problem;
};
const decide = (id: string, decision: Partial<ExclusionDecisionForm> = {}, viewer: Viewer = lead()) =>
  decideExclusion(
    db,
    viewer,
    id,
    { decision: "accepted", reason: "Force majeure", extent: null, ...decision },
    { clock, findEmptied: (exclusion, extent) => findEmptiedTargets(db, viewer, exclusion, extent, { clock }) },
  );
const statement = async (viewer: Viewer = lead()) => {
  const view = await loadStatement(db, viewer, { vendor: "acme", period: "2026-03" }, { clock });
  if (view === null) throw new Error("No statement");
  return view.statement;
};
const target = async (id: string) => {
  const found = (await statement()).targets.find((one) => one.target === id);
  if (found === undefined) throw new Error(`No target ${id}`);
  return found;
};
const fraction = ({ numerator, denominator }: { numerator: number | null; denominator: number | null }) =>
  `${numerator}/${denominator}`;

describe("an accepted exclusion", () => {
  test("leaves the contractual result and its credit, and the raw result stays", async () => {
    const before = await statement();
    expect(before.totalMinor).toBe(50_000);
    const id = await request();
    expect(await statement()).toEqual(before);
    expect(await decide(id)).toBeNull();
    const after = await statement();
    const level = after.targets.find((one) => one.target === "level");
    expect(level && [fraction(level.raw), fraction(level.contractual)]).toEqual(["203/248", "203/232"]);
    expect(level?.excluded).toEqual([{ exclusion: "X-001", days: { from: "2026-03-10", until: "2026-03-12" } }]);
    expect(after.totalMinor).toBe(0);
    expect(after.targets.map(({ raw }) => raw)).toEqual(before.targets.map(({ raw }) => raw));
  });

  test("of another site takes its part away, and leaves targets of other sites as they are", async () => {
    await decide(await request({ site: "North" }));
    expect(fraction((await target("level")).contractual)).toBe("203/240");
    const south = await target("south");
    expect([fraction(south.contractual), south.excluded]).toEqual([fraction(south.raw), []]);
  });

  test("of hours takes the contacts of these hours away on each of its days", async () => {
    await decide(await request({ hours: { fromMinute: 600, untilMinute: 900 } }));
    expect(fraction((await target("level")).contractual)).toBe("203/240");
  });

  test("of single contacts takes these away, and percentiles are computed from the contacts that are left", async () => {
    const contactIds = CALLS.filter(({ wait }) => wait > 60)
      .map(({ id }) => id)
      .filter((_id, index) => index % 2 === 0);
    await decide(await request({ firstDay: "2026-03-01", lastDay: "2026-03-31", contactIds }));
    const left = CALLS.length - contactIds.length;
    expect(fraction((await target("level")).contractual)).toBe(`203/${left}`);
    const talk = await target("talk-p90");
    expect([talk.raw.value, talk.contractual.value, talk.contractual.sample]).toEqual(["90", "5", left]);
  });

  test("that overlaps another one takes nothing away twice", async () => {
    await decide(await request());
    await decide(await request({ firstDay: "2026-03-11", lastDay: "2026-03-12" }));
    await decide(await request({ site: "North", firstDay: "2026-03-11", lastDay: "2026-03-11" }));
    // 12 March has 8 calls, of which 7 were answered in time.
    expect(fraction((await target("level")).contractual)).toBe("196/224");
  });

  test("moves the contractual sums to the raw ones without what it leaves out, whatever it leaves out", async () => {
    const drawnExtent = fc.record({
      site: fc.constantFrom("", "North", "South"),
      first: fc.integer({ min: 0, max: 30 }),
      length: fc.integer({ min: 0, max: 5 }),
      hours: fc.option(fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 24 }))),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(drawnExtent, { minLength: 1, maxLength: 3 }), async (drawn) => {
        await db.inside.exclusion.deleteMany();
        const extents = drawn.map(({ site, first, length, hours }) => ({
          site,
          firstDay: addDays(MARCH.from, first),
          lastDay: addDays(MARCH.from, Math.min(30, first + length)),
          hours:
            hours === null ? null : { fromMinute: hours[0] * 60, untilMinute: Math.min(24, hours[0] + hours[1]) * 60 },
        }));
        for (const extent of extents) expect(await decide(await request(extent))).toBeNull();
        const left = CALLS.filter((call) =>
          extents.every(({ site, firstDay, lastDay, hours }) => {
            const minute = call.hour * 60 + 30;
            const inHours = hours === null || (minute >= hours.fromMinute && minute < hours.untilMinute);
            return !(inHours && (site === "" || site === call.site) && call.day >= firstDay && call.day <= lastDay);
          }),
        );
        const level = await target("level");
        expect(fraction(level.contractual)).toBe(`${left.filter(({ wait }) => wait <= 20).length}/${left.length}`);
        expect(fraction(level.raw)).toBe("203/248");
      }),
      runsOf(30),
    );
  });
});

describe("a decision", () => {
  test("in part leaves out the part alone", async () => {
    const id = await request();
    const part = { ...EXTENT, lastDay: "2026-03-10", site: "South" };
    expect(await decide(id, { decision: "partly-accepted", extent: part })).toBeNull();
    expect(fraction((await target("level")).contractual)).toBe("203/244");
    const { rows } = await loadExclusions(db, lead(), { vendor: null, state: null, page: 1 });
    expect(rows[0]).toMatchObject({ reference: "X-001", state: "partly-accepted", decision: { by: "Vera Lead" } });
  });

  test("in part cannot leave out more than was requested, or all of it", async () => {
    const id = await request();
    const partly = (extent: RequestedExtent) => decide(id, { decision: "partly-accepted", extent });
    expect(await partly({ ...EXTENT, lastDay: "2026-03-12" })).toEqual({ problem: "wider-than-requested" });
    expect(await partly(EXTENT)).toEqual({ problem: "same-as-requested" });
    const narrow = await request({ site: "North" });
    const wider = { ...EXTENT, lastDay: "2026-03-10" };
    expect(await decide(narrow, { decision: "partly-accepted", extent: wider })).toEqual({
      problem: "wider-than-requested",
    });
  });

  test("to refuse changes no result", async () => {
    const before = await statement();
    expect(await decide(await request(), { decision: "refused" })).toBeNull();
    expect(await statement()).toEqual(before);
  });

  test("is made once, also of two at a time", async () => {
    const id = await request();
    const outcomes = await Promise.all([decide(id), decide(id, { decision: "refused" })]);
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect(await decide(id)).toEqual({ problem: "already-decided" });
    expect(
      await db.inside.auditEvent.count({ where: { action: "exclusion.decided", subject: `exclusion:${id}` } }),
    ).toBe(1);
  });

  test("is a lead's: partners, analysts and those who see a part of the partner cannot make it", async () => {
    const id = await request();
    const viewers: Viewer[] = [partnerOf(acme), ANALYST, lead({ sites: ["North"] })];
    for (const viewer of viewers) expect(await decide(id, {}, viewer)).toEqual({ problem: "not-permitted" });
    expect(await decide(id)).toBeNull();
  });

  test("cannot leave a target without anything to score", async () => {
    const id = await request({ site: "South", firstDay: "2026-03-01", lastDay: "2026-03-31" });
    expect(await decide(id)).toEqual({ problem: "removes-everything", targets: ["Service level (2026-03)"] });
    expect(await decide(id, { decision: "refused" })).toBeNull();
  });

  test("raises the partner's revision, so that a month that was read before it cannot be signed unseen", async () => {
    const revision = async () => (await db.inside.vendor.findUniqueOrThrow({ where: { id: acme } })).revision;
    const id = await request();
    const before = await revision();
    await decide(id);
    expect(await revision()).toBe(before + 1);
  });

  test("shows before it is made what it would move", async () => {
    const id = await request();
    const view = await loadExclusion(db, lead(), id, { clock });
    expect(view?.effect.months).toEqual([{ month: "2026-03", currency: "USD", withoutMinor: 50_000, withMinor: 0 }]);
    const level = view?.effect.targets.find(({ with: after }) => after.target === "level");
    expect(level && [level.without.verdict, level.with.verdict]).toEqual(["missed", "met"]);
    expect((await statement()).totalMinor).toBe(50_000);
  });
});

describe("a closed month", () => {
  const at = clock();
  const march = () => ({
    vendorId: acme,
    period: "2026-03",
    sequence: 1,
    fromDay: new Date("2026-03-01"),
    untilDay: new Date("2026-04-01"),
    demo: true,
  });
  const closeMarch = () =>
    db.inside.closedMonth.create({
      data: { ...march(), document: "{}", sha256: "0", closedBy: "Vera Lead", closedAt: at },
    });
  const reopenMarch = () =>
    db.inside.reopenedMonth.create({
      data: { ...march(), reason: "Late data", reopenedBy: "Vera Lead", reopenedAt: at },
    });

  afterEach(async () => {
    await db.inside.reopenedMonth.deleteMany();
    await db.inside.closedMonth.deleteMany();
  });

  test("waits until every request for its days is decided", async () => {
    const check = async () => {
      const month = await loadMonthToClose(db, lead(), { vendor: "acme", period: "2026-03" }, { clock });
      return month?.month.checklist.find((one) => one.check === "exclusions-decided");
    };
    expect(await check()).toMatchObject({ result: "ok" });
    const id = await request();
    expect(await check()).toMatchObject({ result: "blocks", count: 1 });
    await decide(id, { decision: "refused" });
    expect(await check()).toMatchObject({ result: "ok" });
  });

  test("takes no exclusion until it is reopened, and a request for it can still be refused", async () => {
    const [accepted, refused] = [await request(), await request()];
    await closeMarch();
    expect(await refusal({})).toBe("closed-month");
    expect(await decide(accepted)).toEqual({ problem: "closed-month", month: "2026-03" });
    expect(await decide(refused, { decision: "refused" })).toBeNull();
    await reopenMarch();
    expect(await decide(accepted)).toBeNull();
  });
});

describe("a request", () => {
  test.each([
    ["days-reversed", { lastDay: "2026-03-09" }],
    ["too-many-days", { lastDay: "2026-04-10" }],
    ["outside-term", { firstDay: "2026-02-28" }],
    ["hours-reversed", { hours: { fromMinute: 600, untilMinute: 600 } }],
    ["hours-and-contacts", { hours: { fromMinute: 0, untilMinute: 600 }, contactIds: ["2026-03-10-North-8"] }],
    ["unknown-contacts", { contactIds: ["2026-03-10-North-8", "nobody"] }],
    ["unknown-contacts", { site: "South", contactIds: ["2026-03-10-North-8"] }],
    ["unknown-part", { site: "West" }],
  ])("is refused where it is %s", async (problem, extent) => {
    expect(await refusal({ extent: { ...EXTENT, ...extent } })).toBe(problem);
    expect(await db.inside.exclusion.count()).toBe(0);
  });

  test("is refused for a partner without a SOW", async () => {
    expect(await refusal({ vendor: "other" })).toBe("no-sow");
  });

  test("can be made by the partner for itself, and read by no other partner", async () => {
    const id = await request({}, partnerOf(acme));
    expect(await refusal({}, partnerOf(other))).toBe("unknown-partner");
    expect(await loadExclusion(db, partnerOf(other), id, { clock })).toBeNull();
    expect((await loadExclusion(db, partnerOf(acme), id, { clock }))?.exclusion.byPartner).toBe(true);
    const { total } = await loadExclusions(db, partnerOf(other), { vendor: null, state: null, page: 1 });
    expect(total).toBe(0);
  });

  test("is numbered within its partner, and made once by a form that is sent twice", async () => {
    const creation = { formId: "x".repeat(43), content: "same" };
    const send = () => requestExclusion(db, lead(), REQUEST, { clock, creation });
    const made = await Promise.all([send(), send(), send()]);
    expect(new Set(made.map((one) => (one.ok ? one.id : ""))).size).toBe(1);
    await Promise.all([request(), request()]);
    const { rows } = await loadExclusions(db, lead(), { vendor: "acme", state: null, page: 1 });
    expect(rows.map(({ reference }) => reference).toSorted()).toEqual(["X-001", "X-002", "X-003"]);
  });
});
