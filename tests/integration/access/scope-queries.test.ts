import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { findReceivedDays } from "~/data/deliveries/received-days.server";
import { findBatch, groupProblems, listBatches, listRejectedRows } from "~/data/imports/batches.server";
import type { Database } from "~/data/db/database.server";
import {
  countOpenExclusions,
  findAcceptedExclusions,
  findContactsByIds,
  findExclusion,
  findExclusions,
} from "~/data/contracts/exclusions.server";
import { findExpectedFile, findExpectedFiles } from "~/data/deliveries/expected-files.server";
import {
  countRowsByDay,
  exportCountedRows,
  findCountedRows,
  sumCountedRows,
  totalRows,
} from "~/data/metrics/counted-rows.server";
import { countFacts, exportFacts, findContributingBatches, findFacts } from "~/data/metrics/fact-rows.server";
import {
  findAppliedRun,
  findAppliedRunFor,
  findRun,
  findRunFor,
  listOpenRuns,
} from "~/data/imports/import-runs.server";
import { findDataDays, sumCells, sumEach, sumMeasures } from "~/data/metrics/measures.server";
import { countNotes, findNote, findNotes } from "~/data/causes/notes.server";
import { findSides } from "~/data/metrics/conflicting-sources.server";
import { findDataRevisions } from "~/data/metrics/day-revisions.server";
import { findTargetResults, storeTargetResults, type ComputedResult } from "~/data/contracts/target-results.server";
import { findPreliminary } from "~/data/metrics/preliminary.server";
import { exactGroupQuantiles } from "~/data/metrics/quantile-groups.server";
import { exactQuantiles, mergedHistograms } from "~/data/metrics/quantiles.server";
import { findSlices } from "~/data/metrics/slices.server";
import { findClosedMonths, findReopenings } from "~/data/contracts/closed-months.server";
import { countRejectedRows } from "~/data/contracts/rejected-rows.server";
import { findStatementMonths } from "~/data/contracts/statement-months.server";
import { loadKnownSlices } from "~/data/contracts/known-slices.server";
import { findSowsInUse } from "~/data/contracts/sows-in-use.server";
import { findSow, findSowRevisions, findSows } from "~/data/contracts/sows.server";
import { findStatedDays, findStatedGroups } from "~/data/metrics/stated-days.server";
import { findVendor, findVendors } from "~/data/access/vendors.server";
import { partnerScope, WHOLE_SCOPE } from "~/domain/access/scope";
import type { Scope, Viewer } from "~/domain/access/viewer";
import { periodOf } from "~/domain/calendar/period";
import { basisOf, targetResult } from "~/domain/contracts/target-result";
import { validateSow } from "~/domain/contracts/validate";
import { FACT_KINDS } from "~/domain/facts/fact-fields";
import { figure } from "~/domain/metrics/metric-value";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { addUpMonths } from "../../support/months";
import {
  DAYS,
  FIGURE_MARKS,
  MARKED_VENDORS,
  MARKS,
  type MarkedVendor,
  type MarkedData,
  writeMarkedData,
} from "./marked-data";

type Query = (db: Database, viewer: Viewer, data: MarkedData) => Promise<unknown>;

const RANGES = [{ key: "all", from: "2020-01-01", until: "2030-01-01" }];
const EVERY_DIMENSION = ["vendor", "site", "program", "channel"] as const;
const REFS = ["offered", "handled", "csatResponses", "wait<=99999999", "headcount"] as const;
const STATED = ["offered", "handled", "headcount"] as const;
const PERCENTILE = { distribution: "wait", quantile: 0.5, method: "interpolated" } as const;

const everyVendor = (data: MarkedData) => Object.values(data);
const ofEach = async <T>(values: readonly T[], ask: (value: T) => Promise<unknown>) => Promise.all(values.map(ask));
const factsOf = (vendorId: number) => ({
  vendorId,
  range: { from: "2020-01-01", until: "2030-01-01" },
  slice: {},
  refs: ["handled", "reviews", "headcount"],
  duration: null,
});

const BY_TIME = { by: "when", amount: 0, isDescending: false } as const;

let revision = 0;
/** Of a revision of its own at each asking, so that no answer kept from the last one is given again. */
function cellsOf(data: MarkedData) {
  revision += 1;
  const range = { from: "2020-01-01", until: "2030-01-01" };
  return everyVendor(data).map((vendorId) => ({ key: `${vendorId}`, vendorId, revision, ...range }));
}
const everyRun = (db: Database) => db.inside.importRun.findMany({ select: { id: true, requestKey: true } });
const everyBatch = async (db: Database) => (await db.inside.importBatch.findMany()).map(({ id }) => id);

/** Every read of app/data that takes a viewer, requested everybody's things at once. */
const QUERIES: Record<string, Query> = {
  sumMeasures: (db, viewer, data) =>
    sumMeasures(db, viewer, { vendorIds: everyVendor(data), refs: REFS, ranges: RANGES, by: EVERY_DIMENSION }),
  sumCells: async (db, viewer, data) => [...(await sumCells(db, viewer, { cells: cellsOf(data), refs: REFS }))],
  sumEach: (db, viewer, data) => sumEach(db, viewer, cellsOf(data), REFS),
  findStatedGroups: (db, viewer, data) =>
    findStatedGroups(db, viewer, { vendorIds: everyVendor(data), ranges: RANGES, by: EVERY_DIMENSION }, STATED),
  // That something is stated bears no mark either.
  findStatedDays: (db, viewer, data) =>
    ofEach(MARKED_VENDORS, async (vendor) => {
      const cells = cellsOf(data).filter(({ vendorId }) => vendorId === data[vendor]);
      const found = [...(await findStatedDays(db, viewer, cells, STATED)).values()].flat();
      return found.length > 0 ? [MARKS[vendor], found] : found;
    }),
  findDataDays: async (db, viewer) => [...(await findDataDays(db, viewer))],
  exactQuantiles: async (db, viewer, data) => {
    const cells = cellsOf(data).map((cell) => ({ ...cell, source: PERCENTILE }));
    return [...(await exactQuantiles(db, viewer, cells))];
  },
  exactGroupQuantiles: (db, viewer, data) =>
    exactGroupQuantiles(db, viewer, {
      vendorIds: everyVendor(data),
      ranges: RANGES,
      by: EVERY_DIMENSION,
      source: PERCENTILE,
    }),
  mergedHistograms: (db, viewer, data) =>
    mergedHistograms(db, viewer, {
      vendorIds: everyVendor(data),
      ranges: RANGES,
      by: EVERY_DIMENSION,
      duration: "wait",
    }),
  countFacts: (db, viewer, data) =>
    ofEach(MARKED_VENDORS, async (vendor) => {
      const counts = await countFacts(db, viewer, factsOf(data[vendor]));
      return counts.some(({ rows }) => rows > 0) ? [MARKS[vendor], counts] : counts;
    }),
  findFacts: (db, viewer, data) =>
    ofEach(everyVendor(data), (id) =>
      ofEach(FACT_KINDS, (kind) => findFacts(db, viewer, factsOf(id), { kind, limit: 100, offset: 0 })),
    ),
  exportFacts: (db, viewer, data) =>
    ofEach(everyVendor(data), async (id) => {
      const facts = factsOf(id);
      const found: unknown[] = [];
      const counts = FACT_KINDS.map((kind) => ({ kind, rows: 1 }));
      for await (const batch of await exportFacts(db, viewer, facts, counts, 100)) found.push(...batch);
      return found;
    }),
  findCountedRows: (db, viewer, data) =>
    ofEach(everyVendor(data), (id) =>
      findCountedRows(
        db,
        viewer,
        { ...factsOf(id), filter: {}, rule: null },
        { order: BY_TIME, limit: 100, offset: 0 },
      ),
    ),
  exportCountedRows: (db, viewer, data) =>
    ofEach(everyVendor(data), async (id) => {
      const found: unknown[] = [];
      const page = { order: BY_TIME, limit: 100 };
      for await (const batch of await exportCountedRows(db, viewer, { ...factsOf(id), filter: {}, rule: null }, page))
        found.push(...batch);
      return found;
    }),
  // Sums bear no mark; that there are any is the mark.
  sumCountedRows: (db, viewer, data) =>
    ofEach(MARKED_VENDORS, async (vendor) => {
      const sums = await sumCountedRows(db, viewer, factsOf(data[vendor]));
      return Object.keys(sums).length > 0 ? [MARKS[vendor], sums] : [];
    }),
  totalRows: (db, viewer, data) =>
    ofEach(everyVendor(data), (id) => totalRows(db, viewer, { ...factsOf(id), filter: {}, rule: null }, null)),
  countRowsByDay: (db, viewer, data) =>
    ofEach(MARKED_VENDORS, async (vendor) => {
      const days = await countRowsByDay(db, viewer, { ...factsOf(data[vendor]), filter: {}, rule: null });
      return days.length > 0 ? [MARKS[vendor], days] : days;
    }),
  findContributingBatches: (db, viewer, data) =>
    ofEach(everyVendor(data), (id) => findContributingBatches(db, viewer, factsOf(id))),
  findSides: (db, viewer, data) =>
    ofEach(MARKED_VENDORS, async (vendor) => {
      const { overridden, counting } = await findSides(db, viewer, factsOf(data[vendor]));
      const found = [...overridden, ...[...counting].filter(([, kinds]) => kinds.length > 0)];
      return found.length > 0 ? [MARKS[vendor], found] : found;
    }),
  // Counts bear no mark either.
  findPreliminary: (db, viewer, data) =>
    ofEach(MARKED_VENDORS, async (vendor) => {
      const cells = cellsOf(data).filter(({ vendorId }) => vendorId === data[vendor]);
      const found = [...(await findPreliminary(db, viewer, cells))];
      return found.length > 0 ? [MARKS[vendor], found] : found;
    }),
  // Revisions bear no mark either.
  findDataRevisions: (db, viewer, data) =>
    ofEach(MARKED_VENDORS, async (vendor) => {
      const id = data[vendor];
      const revisionOf = await findDataRevisions(db, viewer, new Map([[id, 0]]));
      const found = revisionOf(id, { from: "2020-01-01", until: "2030-01-01" });
      return found === null ? null : [MARKS[vendor], found];
    }),
  findTargetResults: async (db, viewer, data) => {
    const requested = await resultsOf(db, data);
    await storeTargetResults(db, requested, LEAD);
    const found = await findTargetResults(db, viewer, requested);
    return [...found].map(([{ vendorId, target }, value]) => [vendorId, target.id, value]);
  },
  findStatementMonths: (db, viewer) => findStatementMonths(db, viewer, {}),
  findClosedMonths: (db, viewer, data) =>
    ofEach([null, ...everyVendor(data)], (id) => findClosedMonths(db, viewer, id)),
  findReopenings: (db, viewer, data) =>
    ofEach(MARKED_VENDORS, (vendor) => findReopenings(db, viewer, data[vendor], `period ${MARKS[vendor]}`)),
  // A count bears no mark.
  countRejectedRows: (db, viewer, data) =>
    ofEach(MARKED_VENDORS, async (vendor) => {
      const days = { from: "2026-09-01", until: "2026-12-01" };
      return (await countRejectedRows(db, viewer, data[vendor], days)) > 0 ? MARKS[vendor] : null;
    }),
  loadKnownSlices: async (db, viewer) => loadKnownSlices(db, viewer, await findVendors(db, viewer)),
  findSlices: (db, viewer, data) => {
    const vendors = everyVendor(data).map((id) => ({ id, revision: 1 }));
    return findSlices(db, viewer, vendors, { from: "2020-01-01", until: "2030-01-01" });
  },
  findReceivedDays: async (db, viewer, data) => {
    const vendors = everyVendor(data).map((id) => ({ id, revision: 1 }));
    return [...(await findReceivedDays(db, viewer, { vendors, from: "2020-01-01" }))];
  },
  findExpectedFiles: (db, viewer) => findExpectedFiles(db, viewer),
  findExpectedFile: async (db, viewer) => {
    const files = await db.inside.expectedFile.findMany({ select: { id: true } });
    return ofEach(files, ({ id }) => findExpectedFile(db, viewer, id));
  },
  findExclusions: (db, viewer) => findExclusions(db, viewer, {}, { limit: 100, offset: 0 }),
  findExclusion: async (db, viewer) => {
    const exclusions = await db.inside.exclusion.findMany({ select: { id: true } });
    return ofEach(exclusions, ({ id }) => findExclusion(db, viewer, id));
  },
  // A count bears no mark: the vendors that any open request was counted of do.
  countOpenExclusions: (db, viewer, data) =>
    ofEach(MARKED_VENDORS, async (vendor) => {
      const count = await countOpenExclusions(db, viewer, data[vendor], { from: "2020-01-01", until: "2030-01-01" });
      return count > 0 ? MARKS[vendor] : null;
    }),
  findAcceptedExclusions: async (db, viewer, data) => [
    ...(await findAcceptedExclusions(db, viewer, everyVendor(data))),
  ],
  findContactsByIds: (db, viewer, data) =>
    ofEach(everyVendor(data), async (vendorId) => {
      const days = { firstDay: "2020-01-01", lastDay: "2030-01-01" };
      const every = { program: null, site: null, channel: null, hours: null, contacts: null, ...days };
      const contacts = await db.inside.contact.findMany({ where: { vendorId }, select: { externalId: true } });
      return findContactsByIds(
        db,
        viewer,
        vendorId,
        every,
        contacts.map(({ externalId }) => externalId),
      );
    }),
  findVendors: (db, viewer) => findVendors(db, viewer),
  findVendor: (db, viewer) => ofEach(MARKED_VENDORS, (key) => findVendor(db, viewer, key)),
  findSows: (db, viewer) => findSows(db, viewer),
  findSowsInUse: async (db, viewer) => {
    const { sows, invalid } = await findSowsInUse(db, viewer);
    return [...sows, ...invalid];
  },
  findSow: (db, viewer, data) => ofEach(everyVendor(data), (vendorId) => findSow(db, viewer, vendorId, 1)),
  findSowRevisions: (db, viewer, data) =>
    ofEach(everyVendor(data), (vendorId) => findSowRevisions(db, viewer, vendorId)),
  findNotes: (db, viewer, data) =>
    findNotes(db, viewer, { vendorIds: everyVendor(data) }, { today: "2026-11-23", limit: 100 }),
  // A count bears no mark: the vendors that any note was counted of do.
  countNotes: (db, viewer, data) =>
    ofEach(MARKED_VENDORS, async (vendor) => {
      const count = await countNotes(db, viewer, { vendorIds: [data[vendor]] }, "2026-11-23");
      return count > 0 ? vendor : null;
    }),
  findNote: async (db, viewer) => {
    const notes = await db.inside.rootCauseNote.findMany({ select: { id: true } });
    return ofEach(notes, ({ id }) => findNote(db, viewer, id));
  },
};

/** A result of every target of every vendor, as it would be stored now. */
async function resultsOf(db: Database, data: MarkedData): Promise<ComputedResult[]> {
  const period = periodOf("month", "2026-10-05");
  const documents = await db.inside.sowDocument.findMany({ where: { vendorId: { in: everyVendor(data) } } });
  return documents.flatMap(({ vendorId, document, sha256 }) => {
    const reading = validateSow(document);
    const [version] = reading.ok ? reading.sow.versions : [];
    if (version === undefined) return [];
    return version.targets.map((target): ComputedResult => {
      const requested = {
        vendorId,
        version,
        target,
        period,
        sowSha256: sha256,
        basis: basisOf(period),
        dataRevision: 1,
      };
      return { ...requested, result: targetResult(requested, figure(vendorId, 1000)) };
    });
  });
}

/** Reads of pages that no viewer from outside may open: they are not granted all tables, so a refusal is as good. */
const INSIDE_QUERIES: Record<string, Query> = {
  listBatches: (db, viewer) => listBatches(db, viewer, { offset: 0, limit: 100 }),
  findBatch: async (db, viewer) => ofEach(await everyBatch(db), (id) => findBatch(db, viewer, id)),
  groupProblems: async (db, viewer) => ofEach(await everyBatch(db), (id) => groupProblems(db, viewer, id)),
  listRejectedRows: async (db, viewer) =>
    ofEach(await everyBatch(db), (id) =>
      listRejectedRows(db, viewer, id, { after: { line: 0, ordinal: 0 }, limit: 100 }),
    ),
  findRunFor: async (db, viewer) => ofEach(await everyRun(db), ({ id }) => findRunFor(db, viewer, id)),
  findRun: async (db, viewer) => ofEach(await everyRun(db), ({ id }) => findRun(db, viewer, id)),
  findAppliedRun: async (db, viewer) =>
    ofEach(await everyRun(db), ({ requestKey }) => findAppliedRun(db, viewer, requestKey.replace("staged ", ""))),
  findAppliedRunFor: async (db, viewer) =>
    ofEach(await everyRun(db), ({ requestKey }) => findAppliedRunFor(db, viewer, requestKey)),
  listOpenRuns: (db, viewer) => listOpenRuns(db, viewer),
};

let db: TestDatabase;
let data: MarkedData;
beforeAll(async () => {
  db = await createTestDatabase();
  data = await writeMarkedData(db);
  await db.inside.rollupParameter.create({ data: { measure: "csat>=4" } });
});

const LEAD: Viewer = { kind: "member", userId: "u", name: "", email: "", role: "lead", scope: WHOLE_SCOPE };

/** The viewers from outside who may see one vendor, in each of the ways there are. */
function viewersOf(vendor: MarkedVendor): Viewer[] {
  const vendorId = data[vendor];
  const scope = partnerScope(vendorId);
  const narrowed: Scope = { ...scope, notes: "all", fromDay: DAYS[1] ?? null, toDay: DAYS[1] ?? null };
  return [
    { kind: "partner", userId: "p", name: "", email: "", vendorId, scope },
    { kind: "key", keyId: "k", name: "", role: "partner", scope },
    { kind: "share", linkId: "l", linkName: "", scope: { ...scope, notes: "all" } },
    { kind: "share", linkId: "l", linkName: "", scope: narrowed },
  ];
}

/** What came back, with the data's own numbers of vendors and of their figures made visible. */
function textOf(answer: unknown): string {
  return JSON.stringify(answer, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value)) ?? "";
}

function foreignFound(text: string, own: MarkedVendor): string[] {
  return MARKED_VENDORS.filter((vendor) => vendor !== own).flatMap((vendor) => {
    const figures = [0, 1, 2].flatMap((step) => [1, 2].map((times) => String((FIGURE_MARKS[vendor] + step) * times)));
    const total = String(DAYS.reduce((sum, _day, index) => sum + 2 * (FIGURE_MARKS[vendor] + index), 0));
    return [MARKS[vendor], vendor, ...figures, total].filter((mark) => text.includes(mark));
  });
}

describe("every read in app/data", () => {
  it("that takes a viewer is asked here", () => {
    const folder = fileURLToPath(new URL("../../../app/data/", import.meta.url));
    const taking = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".server.ts"))
      .flatMap((file) => [
        ...readFileSync(folder + file, "utf8").matchAll(
          /export async function (\w+)\(\s*db: Database,\s*viewer: Viewer/g,
        ),
      ])
      .map((match) => match[1] ?? "");
    expect(taking.sort()).toEqual([...Object.keys(QUERIES), ...Object.keys(INSIDE_QUERIES)].sort());
  });

  it.each(Object.entries(QUERIES))("%s shows each viewer from outside its own vendor alone", async (name, query) => {
    const seenByLead = textOf(await query(db, LEAD, data));
    for (const vendor of MARKED_VENDORS) {
      const other = MARKED_VENDORS.find((one) => one !== vendor) ?? vendor;
      expect(foreignFound(seenByLead, vendor).length > 0 || seenByLead.includes(`${data[other]}`)).toBe(true);
      for (const viewer of viewersOf(vendor)) {
        const text = textOf(await query(db, viewer, data));
        expect.soft(foreignFound(text, vendor), `${name} for ${viewer.kind} of ${vendor}`).toEqual([]);
      }
    }
  });

  it.each(Object.entries(INSIDE_QUERIES))("%s, for inside pages only, shows or refuses", async (_name, query) => {
    for (const vendor of MARKED_VENDORS) {
      for (const viewer of viewersOf(vendor)) {
        const text = await query(db, viewer, data).then(textOf, (error: unknown) => {
          expect(String(error)).toMatch(/permission denied|42501/);
          return "";
        });
        expect.soft(foreignFound(text, vendor)).toEqual([]);
      }
    }
  });

  it("answers a partner the same whatever other vendors' figures are", async () => {
    const [viewer] = viewersOf("lumina");
    if (viewer === undefined) throw new Error("no viewer");
    const answers = async () => {
      const all = await Promise.all(
        Object.entries(QUERIES).map(async ([name, query]) => [name, await query(db, viewer, data)]),
      );
      return textOf(all);
    };
    const before = await answers();
    const others = { where: { vendorId: { not: data.lumina } } };
    await db.inside.measureDay.updateMany({
      ...others,
      data: { offered: 1, handled: 2, headcount: 3, waitBins: [8192 + 4096 + 1] },
    });
    await addUpMonths(db);
    await db.inside.contact.updateMany({ ...others, data: { waitSeconds: 5, csatScore: 1 } });
    await db.inside.sowDocument.deleteMany(others);
    await db.inside.rootCauseNote.updateMany({ ...others, data: { title: "another", archivedAt: new Date() } });
    expect(await answers()).toBe(before);
  });
});
