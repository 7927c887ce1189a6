import { openDatabase, type Database } from "~/data/db/database.server";
import { exactQuantiles } from "~/data/metrics/quantiles.server";
import { findSlices } from "~/data/metrics/slices.server";
import { WHOLE_SCOPE } from "~/domain/access/scope";
import type { Viewer } from "~/domain/access/viewer";
import { addDays } from "~/domain/calendar/day";
import { periodOf } from "~/domain/calendar/period";
import type { FigureRequest } from "~/domain/metrics/figure-request";
import { planLines } from "~/domain/scorecards/line-plan";
import { validateSow } from "~/domain/contracts/validate";
import { measureFigures } from "~/reports/metrics/figures.server";
import { median } from "../figure";
import { MONTH } from "./contact-file";
import { contractOf } from "./contracts";
import type { ThrowAwayDatabase } from "./throw-away-server";

const WARM_UPS = 5;
const READINGS = 40;
const PERCENTILE_READINGS = 12;
const LEAD: Viewer = {
  kind: "member",
  userId: "00000000-0000-0000-0000-000000000000",
  name: "Bench",
  email: "bench@example.com",
  role: "lead",
  scope: WHOLE_SCOPE,
};

type Partner = { readonly id: number; readonly figures: readonly FigureRequest[] };

/**
 * Medians in milliseconds, nothing remembered: what a partner's scorecard and the portfolio ask of the database (thirteen months of
 * every target of the contract, and the slices there are), and one exact percentile of a partner's month.
 */
export async function timeReads(
  database: ThrowAwayDatabase,
): Promise<{ scorecard: number; portfolio: number; percentile: number }> {
  const db = await openDatabase({ url: database.url, outsideUrl: database.outsideUrl, connections: 2 });
  try {
    const vendors = await db.inside.vendor.findMany({ select: { id: true, key: true }, orderBy: { id: "asc" } });
    const partners = vendors.map(({ id, key }): Partner => ({ id, figures: figuresOf(id, key) }));
    const inTurn = (turn: number) => partners.slice(turn % partners.length, (turn % partners.length) + 1);
    return {
      scorecard: await timeFigures(db, inTurn),
      portfolio: await timeFigures(db, () => partners),
      percentile: await timePercentile(db, inTurn),
    };
  } finally {
    await db.close();
  }
}

/** Thirteen months of each target, as the pages plan them. */
function figuresOf(vendorId: number, key: string): FigureRequest[] {
  const reading = validateSow(contractOf(key));
  if (!reading.ok) throw new Error(`The contract of ${key} cannot be read.`);
  const lines = planLines({
    vendorId,
    sow: reading.sow,
    period: periodOf("month", MONTH.from),
    requested: {},
    today: addDays(MONTH.until, 40),
    dataUntil: addDays(MONTH.until, 30),
    visible: { from: null, to: null },
  });
  return lines.flatMap(({ history }) => history.flatMap(({ figure }) => figure ?? []));
}

async function timeFigures(db: Database, partnersOf: (turn: number) => readonly Partner[]): Promise<number> {
  return timeTurns(READINGS, async (turn) => {
    const partners = partnersOf(turn);
    const requests = partners.flatMap(({ figures }) => figures);
    const vendors = partners.map(({ id }) => ({ id, revision: turn }));
    const [figures, slices] = await Promise.all([
      measureFigures(db, LEAD, requests, new Map(vendors.map(({ id, revision }) => [id, revision]))),
      findSlices(db, LEAD, vendors, MONTH),
    ]);
    const measured = requests.filter((request) => figures.valueOf(request).status === "measured");
    if (measured.length < requests.length || slices.length === 0)
      throw new Error(`Of ${requests.length} figures ${measured.length} were measured.`);
  });
}

async function timePercentile(db: Database, partnersOf: (turn: number) => readonly Partner[]): Promise<number> {
  return timeTurns(PERCENTILE_READINGS, async (turn) => {
    const cells = partnersOf(turn).map(({ id: vendorId }) => {
      return {
        key: "",
        vendorId,
        revision: turn,
        ...MONTH,
        source: { distribution: "handle", quantile: 0.9, method: "interpolated" },
      } as const;
    });
    const found = await exactQuantiles(db, LEAD, cells);
    if (found.get("")?.value === null) throw new Error("There was no percentile.");
  });
}

async function timeTurns(readings: number, take: (turn: number) => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < WARM_UPS + readings; turn += 1) {
    const started = performance.now();
    await take(turn);
    if (turn >= WARM_UPS) times.push(performance.now() - started);
  }
  return median(times);
}
