import { openDatabase, type Database } from "~/data/database.server";
import { sumMeasures } from "~/data/measures.server";
import type { Viewer } from "~/domain/access/viewer";
import type { MeasureRef } from "~/domain/metrics/measure-ref";
import { median } from "../figure";
import { MONTH } from "./contact-file";
import type { ThrowAwayDatabase } from "./throw-away-server";

const WARM_UPS = 5;
const READINGS = 40;
/** What a scorecard of calls asks for. */
const REFS: readonly MeasureRef[] = [
  "offered",
  "answered",
  "abandoned",
  "waitKnown",
  "waitSeconds",
  "handled",
  "handleKnown",
  "handleSeconds",
  "resolutionKnown",
  "resolved",
  "csatResponses",
  "csatScoreSum",
];
const LEAD: Viewer = {
  kind: "member",
  userId: "00000000-0000-0000-0000-000000000000",
  name: "Bench",
  email: "bench@example.com",
  role: "lead",
  scope: {
    vendorIds: "all",
    sites: "all",
    programs: "all",
    channels: "all",
    fromDay: null,
    toDay: null,
    notes: "all",
    downloads: true,
  },
};

/** Medians in milliseconds of one partner's month and of every partner's. */
export async function timeReads(database: ThrowAwayDatabase): Promise<{ scorecard: number; portfolio: number }> {
  const db = await openDatabase({ url: database.url, outsideUrl: database.outsideUrl, connections: 2 });
  try {
    const ids = (await db.inside.vendor.findMany({ select: { id: true }, orderBy: { id: "asc" } })).map(({ id }) => id);
    return {
      scorecard: await timeSums(db, (turn) => [ids[turn % ids.length] ?? 0]),
      portfolio: await timeSums(db, () => ids),
    };
  } finally {
    await db.close();
  }
}

async function timeSums(db: Database, vendorIdsOf: (turn: number) => readonly number[]): Promise<number> {
  const readings: number[] = [];
  for (let turn = 0; turn < WARM_UPS + READINGS; turn += 1) {
    const vendorIds = vendorIdsOf(turn);
    const started = performance.now();
    const sums = await sumMeasures(db, LEAD, {
      vendorIds,
      ranges: [{ key: "month", ...MONTH }],
      by: ["vendor"],
      refs: REFS,
    });
    if (turn >= WARM_UPS) readings.push(performance.now() - started);
    if (sums.length !== vendorIds.length)
      throw new Error(`${sums.length} partners of ${vendorIds.length} had a month.`);
  }
  return median(readings);
}
