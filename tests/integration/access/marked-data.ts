import type { Database } from "~/data/db/database.server";
import type { Day } from "~/domain/calendar/day";
import { addUpMonths } from "../../support/months";

/** Three vendors; every text of each carries its mark, and no mark is part of another. Addresses name them by their plain keys. */
export const MARKS = { lumina: "zqalphazq", nordwind: "zqbravozq", kestrel: "zqcharliezq" } as const;
export type MarkedVendor = keyof typeof MARKS;
export const MARKED_VENDORS = ["lumina", "nordwind", "kestrel"] as const;

/** Digits that stand in a vendor's figures: 731 hundred-thousands of contacts a day and so on. */
export const FIGURE_MARKS = { lumina: 7_310_731, nordwind: 8_420_842, kestrel: 9_530_953 } as const;

export const DAYS: readonly Day[] = ["2026-09-14", "2026-10-05", "2026-10-19"];
const SITES = ["north", "south"] as const;

const at = (day: Day) => new Date(`${day}T00:00:00Z`);

export type MarkedData = Record<MarkedVendor, number>;

/** Writes the data straight into the tables. `scale` changes every figure of a vendor, so that what depends on it shows. */
export async function writeMarkedData(db: Database): Promise<MarkedData> {
  await db.inside.organization.create({ data: { id: 1, name: "Kontor", timeZone: "UTC" } });
  const data: Partial<MarkedData> = {};
  for (const key of MARKED_VENDORS) data[key] = await writeVendor(db, key);
  const { lumina = 0, nordwind = 0, kestrel = 0 } = data;
  const mixed = await writeBatch(db, [lumina, nordwind, kestrel], MARKS.lumina + MARKS.nordwind + MARKS.kestrel);
  await db.inside.contact.updateMany({ where: { day: at(DAYS[1] ?? "") }, data: { batchId: mixed } });
  await addUpMonths(db);
  return { lumina, nordwind, kestrel };
}

async function writeVendor(db: Database, key: MarkedVendor): Promise<number> {
  const mark = MARKS[key];
  const { id: vendorId } = await db.inside.vendor.create({ data: { key, name: `Vendor ${mark}` } });
  const batchId = await writeBatch(db, [vendorId], mark);
  for (const [index, day] of DAYS.entries()) {
    const rows = FIGURE_MARKS[key] + index;
    const received = { vendorId, day: at(day), kind: "contacts", source: `source ${mark}`, batchId };
    await db.inside.receivedDay.create({ data: { ...received, rows, rowsNew: rows } });
    for (const site of SITES) {
      const slice = { site: `${site} ${mark}`, program: `program ${mark}`, channel: "chat" };
      await writeDay(db, { vendorId, batchId, day, slice, figure: FIGURE_MARKS[key] + index, mark });
    }
  }
  await writeRun(db, key);
  await writeExpectedFile(db, vendorId, mark);
  await writeSow(db, vendorId, key);
  for (const visibility of ["inside", "partner"]) await writeNote(db, vendorId, visibility, mark);
  return vendorId;
}

async function writeRun(db: Database, key: MarkedVendor): Promise<void> {
  const mark = MARKS[key];
  await db.inside.importRun.create({
    data: {
      state: "queued",
      dryRun: false,
      path: `staged/${mark}`,
      fileName: `${mark}.csv`,
      fileBytes: 1n,
      mapping: {},
      vendorKey: key,
      vendorName: mark,
      requestedBy: mark,
      requestKey: mark,
    },
  });
}

async function writeExpectedFile(db: Database, vendorId: number, mark: string): Promise<void> {
  await db.inside.expectedFile.create({
    data: {
      vendorId,
      name: `file ${mark}`,
      kind: "contacts",
      source: `source ${mark}`,
      every: "day",
      weekdays: [1, 2, 3, 4, 5],
      dueMinutes: 540,
      graceDays: 0,
      incompletePercent: 60,
      startsOn: at(DAYS[0] ?? ""),
      createdBy: `person ${mark}`,
    },
  });
}

async function writeBatch(db: Database, vendorIds: number[], mark: string): Promise<number> {
  const batch = await db.inside.importBatch.create({
    data: {
      source: `source ${mark}`,
      kind: "contacts",
      mappingId: 1,
      vendorIds,
      fileName: `${mark}.csv`,
      fileSha256: mark,
      fileBytes: 1n,
      status: "applied",
      rowsRead: 1,
      rowsAccepted: 1,
      rowsNew: 1,
      rowsChanged: 0,
      rowsUnchanged: 0,
      rowsRejected: 1,
      firstDay: at(DAYS[0] ?? ""),
      lastDay: at(DAYS.at(-1) ?? ""),
      appliedBy: `person ${mark}`,
    },
  });
  await db.inside.rejectedRow.create({
    data: { batchId: batch.id, line: 1, ordinal: 1, column: mark, code: "bad", text: mark },
  });
  return batch.id;
}

type DayOf = {
  vendorId: number;
  batchId: number;
  day: Day;
  slice: { site: string; program: string; channel: string };
  figure: number;
  mark: string;
};

async function writeDay(db: Database, { vendorId, batchId, day, slice, figure, mark }: DayOf): Promise<void> {
  const row = { vendorId, batchId, line: 2, source: `source ${mark}`, day: at(day), ...slice };
  const externalId = `${mark} ${day} ${slice.site}`;
  const who = { agent: `agent ${mark}`, team: `team ${mark}`, reason: `reason ${mark}` };
  await db.inside.contact.create({
    data: {
      ...row,
      ...who,
      externalId,
      openedAt: at(day),
      customer: `customer ${mark}`,
      answered: true,
      waitSeconds: figure,
      talkSeconds: figure,
      handleSeconds: figure,
      csatScore: 4,
    },
  });
  await db.inside.review.create({
    data: { ...row, ...who, externalId, reviewedAt: at(day), pointsEarned: figure, pointsPossible: figure },
  });
  await db.inside.total.create({ data: { ...row, externalId, measure: "headcount", amount: figure } });
  const totals = { ...row, source: `totals ${mark}` };
  await db.inside.total.create({ data: { ...totals, externalId, measure: "handled", amount: figure } });
  await db.inside.measureDay.create({
    data: {
      vendorId,
      day: at(day),
      ...slice,
      offered: figure,
      answered: figure,
      handled: figure,
      waitKnown: figure,
      waitSeconds: figure,
      talkSeconds: figure,
      handleSeconds: figure,
      csatResponses: figure,
      csatScoreSum: figure * 4,
      reviews: figure,
      pointsEarned: figure,
      pointsPossible: figure,
      headcount: figure,
      parameterCounts: [],
      waitBins: [8192 + 4096 + (figure % 1_000)],
    },
  });
  await db.inside.preliminaryDay.create({
    data: { vendorId, day: at(day), kind: "contacts", measure: "offered", ...slice, rows: figure },
  });
  await db.inside.dayRevision.upsert({
    where: { vendorId_day: { vendorId, day: at(day) } },
    create: { vendorId, day: at(day), revision: 1 },
    update: {},
  });
  const { source } = row;
  await db.inside.sourceAsOf.upsert({
    where: { vendorId_source: { vendorId, source } },
    create: { vendorId, source, asOf: at(day) },
    update: { asOf: at(day) },
  });
}

async function writeSow(db: Database, vendorId: number, key: MarkedVendor): Promise<void> {
  const mark = MARKS[key];
  await db.inside.sowDocument.create({
    data: {
      vendorId,
      revision: 1,
      document: sowDocument(key, mark),
      sha256: mark,
      uploadedBy: `person ${mark}`,
    },
  });
  const [from = "", , until = ""] = DAYS;
  await db.inside.targetResult.create({
    data: {
      vendorId,
      period: `period ${mark}`,
      targetId: `volume ${mark}`,
      fromDay: at(from),
      untilDay: at(until),
      figure: `figure ${mark}`,
      sowVersion: 1,
      sowSha256: mark,
      basisFrom: at(from),
      basisUntil: at(until),
      dataRevision: 1,
      buildId: "tests",
      value: FIGURE_MARKS[key],
      verdict: "met",
    },
  });
  const month = { vendorId, period: `period ${mark}`, fromDay: at(from), untilDay: at(until) };
  await db.inside.statementMonth.create({ data: { ...month, state: "closed", reviewBy: `person ${mark}` } });
  // Triggers let only records of the demo be removed, as tests of its removal do.
  const closed = { document: `{"form":"${mark}"}`, sha256: mark, closedBy: `person ${mark}`, closedAt: at(until) };
  await db.inside.closedMonth.create({ data: { ...month, ...closed, sequence: 1, demo: true } });
  const reopened = { reason: `reason ${mark}`, reopenedBy: `person ${mark}`, reopenedAt: at(until) };
  await db.inside.reopenedMonth.create({ data: { ...month, ...reopened, sequence: 1, demo: true } });
  const requested = {
    vendorId,
    site: `south ${mark}`,
    firstDay: at(from),
    lastDay: at(from),
    reason: `reason ${mark}`,
    clause: `clause ${mark}`,
    requestedBy: `person ${mark}`,
    requestedName: `person ${mark}`,
    byPartner: true,
    requestedAt: at(until),
  };
  const decided = { decision: `decision ${mark}`, decidedBy: `person ${mark}`, decidedName: `person ${mark}` };
  await db.inside.exclusion.create({
    data: { ...requested, ...decided, number: 1, state: "accepted", decidedAt: at(until) },
  });
  await db.inside.exclusion.create({ data: { ...requested, number: 2 } });
  await db.inside.sourceChoice.create({
    data: { vendorId, measure: "headcount", source: `source ${mark}`, fromDay: at(DAYS[0] ?? "") },
  });
}

function sowDocument(vendor: string, mark: string) {
  const target = (metric: string, comparator: string) => {
    return { id: `${metric} ${mark}`, metric, comparator, expected: 90, clause: `clause ${mark}` };
  };
  return {
    vendor,
    title: `SOW ${mark}`,
    currency: "USD",
    timeZone: "UTC",
    versions: [
      {
        version: 1,
        effectiveFrom: "2025-01-01",
        amendment: `amendment ${mark}`,
        targets: [target("volume", ">="), target("aht", "<="), target("service-level", ">="), target("csat", ">=")],
      },
    ],
  };
}

async function writeNote(db: Database, vendorId: number, visibility: string, mark: string): Promise<void> {
  await db.inside.rootCauseNote.create({
    data: {
      vendorId,
      metric: "volume",
      fromDay: at(DAYS[1] ?? ""),
      toDay: at(DAYS[2] ?? ""),
      title: `${visibility} title ${mark}`,
      symptom: `symptom ${mark}`,
      category: "process",
      fault: "vendor",
      whys: [`why ${mark}`],
      evidence: `evidence ${mark}`,
      visibility,
      authorName: `author ${mark}`,
    },
  });
}
