import { MAX_SCRIPT_BYTES, scriptBytes } from "../../support/sent-scripts";
import { removeDataFolder, serve, temporaryDataFolder, type Served } from "../../support/served";
import type { BenchFigure } from "../figure";
import { Visitor } from "../visitor";
import { measureShifts } from "./layout-shift";
import { measureAlone, measurePage, type PageGoals } from "./page-times";

const GOALS: PageGoals = { alone: 20, p95: 300, perSecond: 60 };
const OTHER_PAGES_MS = 50;

/** Starts the built server on the demo data, twice, and asks for its pages as people do. */
export async function measureServed(print: (figure: BenchFigure) => void, say: (line: string) => void): Promise<void> {
  const dataFolder = await temporaryDataFolder();
  try {
    say("Starting with an empty data folder …");
    const first = await serve(dataFolder);
    print({ name: "start.seeded", value: first.readySeconds, unit: "s", against: 120 });
    await first.stop();
    const second = await serve(dataFolder);
    try {
      const visitor = new Visitor(second.origin);
      const requested = performance.now();
      await visitor.read("/sign-in");
      const seconds = second.readySeconds + (performance.now() - requested) / 1000;
      print({ name: "start.second", value: seconds, unit: "s", against: 5 });
      await visitor.signIn(...demoAccount(second));
      await measurePages(visitor, print);
    } finally {
      await second.stop();
    }
  } finally {
    await removeDataFolder(dataFolder);
  }
}

async function measurePages(visitor: Visitor, print: (figure: BenchFigure) => void): Promise<void> {
  const month = lastMonth(new Date());
  const [portfolio, scorecard, metric] = [
    `/portfolio?period=${month}`,
    `/scorecards/lumina/${month}`,
    "/metrics/csat?vendor=lumina&grain=day",
  ];
  await measurePage(visitor, { name: "page.portfolio", address: portfolio, goals: GOALS }, print);
  await measurePage(visitor, { name: "page.scorecard", address: scorecard, goals: GOALS }, print);
  await measureAlone(visitor, { name: "page.metric", address: metric, goal: OTHER_PAGES_MS }, print);

  const shared = {
    scorecard: await share(visitor, `view=scorecard&vendor=lumina&period=${month}`),
    portfolio: await share(visitor, `view=portfolio&period=${month}`),
    metric: await share(visitor, "view=metric&metric=csat&vendor=lumina&grain=day"),
  };
  const bytes = await scriptBytes(visitor.origin, await visitor.read(shared.scorecard));
  print({ name: "share.javascript", value: bytes / 1000, unit: "kB", against: MAX_SCRIPT_BYTES / 1000 });
  await measureAlone(visitor, { name: "page.shared", address: shared.scorecard, goal: OTHER_PAGES_MS }, print);

  const shifting = [
    { name: "page.portfolio.shift", address: portfolio },
    { name: "page.scorecard.shift", address: scorecard },
    { name: "page.metric.shift", address: metric },
    { name: "shared.portfolio.shift", address: shared.portfolio },
    { name: "shared.scorecard.shift", address: shared.scorecard },
    { name: "shared.metric.shift", address: shared.metric },
  ];
  await measureShifts(visitor, shifting, print);
}

/** The path of a new link to a view. */
async function share(visitor: Visitor, view: string): Promise<string> {
  const answer = await visitor.post(`/links/new?${view}`, {
    name: "Benchmark",
    audience: "",
    audienceKind: "internal",
    days: "1",
    password: "",
  });
  const path = /https?:\/\/[^"'<>\s]+(\/s\/[\w-]+)/.exec(await answer.text())?.[1];
  if (!path) throw new Error(`No link to ${view} was made (${answer.status}).`);
  return path;
}

/** The e-mail and the password that the console of the demo data names. */
function demoAccount(served: Served): [email: string, password: string] {
  const email = /lead@\S+/.exec(served.printed())?.[0];
  const password = /^\s*password\s+(\S+)$/m.exec(served.printed())?.[1];
  if (!email || !password) throw new Error("The console named no demo account.");
  return [email, password];
}

/** The full month before the current one, where every partner of the demo data has its whole result. */
function lastMonth(today: Date): string {
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}
