import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { median, type BenchFigure } from "../figure";
import { createTablesByHand, timeImportByHand } from "./by-hand";
import { buildImportChild } from "./built-child";
import { DAY, writeContactFile, type ContactFile } from "./contact-file";
import { timePlainCopy } from "./plain-copy";
import { timeReads } from "./read-times";
import { openThrowAwayServer, withClient, type ThrowAwayDatabase, type ThrowAwayServer } from "./throw-away-server";

const MAX_RSS_MB = 400;

const importedSchema = z.object({
  seconds: z.number(),
  rssBytes: z.number(),
  read: z.number(),
  accepted: z.number(),
  new: z.number(),
  changed: z.number(),
  rejected: z.number(),
});
type Imported = z.infer<typeof importedSchema>;

type Bench = { server: ThrowAwayServer; child: string; rows: number; say: (line: string) => void };

/** The seconds of one turn: each job as the product does it and as written by hand, and plain COPY. */
type Turn = {
  readonly copy: number;
  readonly byHand: Readonly<Record<Job, number>>;
  readonly imported: Readonly<Record<Job, Imported>>;
  readonly day: Imported;
  readonly reads: Awaited<ReturnType<typeof timeReads>>;
};
type Job = "first" | "merge" | "restate";
const JOBS = ["first", "merge", "restate"] as const;
const WANTED = { first: "130% or more", merge: "100% or more", restate: "100% or more" } as const;

/**
 * Imports side by side with the same job written by hand in SQL and with plain COPY, of the same files on a server of their own, and the
 * sums that pages ask for. So many turns, each on a new database; the middle of each figure counts.
 */
export async function measureRows(
  options: { rows: number; turns: number },
  print: (figure: BenchFigure) => void,
  say: (line: string) => void,
): Promise<void> {
  const { rows } = options;
  const server = await openThrowAwayServer();
  try {
    const bench = { server, child: await buildImportChild(), rows, say };
    say(`Writing ${rows.toLocaleString("en-US")} contacts …`);
    const files = {
      first: await contactFile(bench, "contacts.csv", { idPrefix: "C" }),
      merge: await contactFile(bench, "others.csv", { idPrefix: "D" }),
      restate: await contactFile(bench, "restated.csv", { idPrefix: "D", restated: true }),
      day: await contactFile(bench, "day.csv", { idPrefix: "C", restated: true, day: DAY }),
    };
    const turns: Turn[] = [];
    for (let turn = 0; turn < options.turns; turn += 1) turns.push(await takeTurn(bench, files));
    const middle = (of: (turn: Turn) => number) => median(turns.map(of));
    const rate = (seconds: number, against: number) =>
      ({ value: rows / seconds, unit: "rows/s", against: rows / against }) as const;

    const copied = middle(({ copy }) => copy);
    print({ name: "copy.plain", ...rate(copied, copied), goal: "COPY alone" });
    for (const job of JOBS) {
      const byHand = middle((turn) => turn.byHand[job]);
      print({ name: `by-hand.${job}`, ...rate(byHand, copied), goal: "the same job in SQL, beside COPY" });
      const seconds = middle((turn) => turn.imported[job].seconds);
      print({ name: `import.${job}`, ...rate(seconds, byHand), goal: WANTED[job] });
    }
    print({ name: "import.day", value: middle(({ day }) => day.seconds), unit: "s", against: 2 });
    const rss = Math.max(
      ...turns
        .flatMap(({ imported, day }) => [day, ...JOBS.map((job) => imported[job])])
        .map(({ rssBytes }) => rssBytes),
    );
    print({ name: "import.rss", value: rss / 1e6, unit: "MB", against: MAX_RSS_MB });

    const scorecard = middle(({ reads }) => reads.scorecard);
    print({ name: "sql.scorecard", value: scorecard, unit: "ms", against: 10 });
    print({ name: "sql.portfolio", value: middle(({ reads }) => reads.portfolio), unit: "ms", against: 25 });
    const percentile = middle(({ reads }) => reads.percentile);
    const ofRows = { value: percentile, unit: "ms", against: scorecard } as const;
    print({ name: "sql.percentile", ...ofRows, goal: "no goal: exact, from the rows of a partner's month" });
  } finally {
    await server.close();
  }
}

async function takeTurn(bench: Bench, files: Readonly<Record<Job | "day", string>>): Promise<Turn> {
  const { server, rows, say } = bench;
  const [ours, theirs] = [await server.createDatabase(), await server.createDatabase()];
  try {
    await createTablesByHand(theirs);
    const copy = await timePlainCopy(theirs, files.first);
    say(`COPY ${copy.toFixed(2)} s`);
    const take = async (job: Job, batch: number, counts: { new: number; changed: number }) => {
      const byHand = await timeImportByHand(theirs, files[job], { batch, changed: counts.changed });
      const imported = await importInChild(bench, ours, files[job], counts);
      say(`${job}: by hand ${byHand.toFixed(2)} s, product ${imported.seconds.toFixed(2)} s`);
      return { byHand, imported };
    };
    const first = await take("first", 1, { new: rows, changed: 0 });
    const reads = await timeReads(ours);
    const day = await importDay(bench, ours, files.day);
    const merge = await take("merge", 2, { new: rows, changed: 0 });
    const restate = await take("restate", 3, { new: 0, changed: rows });
    await requireWholeRollUp(ours, 2 * rows);
    return {
      copy,
      byHand: { first: first.byHand, merge: merge.byHand, restate: restate.byHand },
      imported: { first: first.imported, merge: merge.imported, restate: restate.imported },
      day,
      reads,
    };
  } finally {
    await ours.drop();
    await theirs.drop();
  }
}

async function contactFile({ server, rows }: Bench, name: string, file: Omit<ContactFile, "rows">): Promise<string> {
  const target = path.join(server.folder, name);
  await writeContactFile(target, { rows, ...file });
  return target;
}

/** Imports a file in a process of its own. @throws when not every row came to what it should. */
async function importInChild(
  { server, child }: Bench,
  { url, outsideUrl }: ThrowAwayDatabase,
  file: string,
  wanted: { new: number; changed: number },
): Promise<Imported> {
  const originals = path.join(server.folder, "originals");
  const { stdout } = await promisify(execFile)(process.execPath, [child, url, outsideUrl, file, originals]);
  const imported = importedSchema.parse(JSON.parse(stdout));
  if (imported.rejected !== 0 || imported.new !== wanted.new || imported.changed !== wanted.changed)
    throw new Error(`${file} was not imported as it should: ${stdout}`);
  return imported;
}

/** One day again with every row changed. @throws when the roll-up of another day was written too. */
async function importDay(bench: Bench, database: ThrowAwayDatabase, file: string): Promise<Imported> {
  return withClient(database.url, async (client) => {
    const before = await client.query<{ id: string; rows: number }>(
      "SELECT pg_current_xact_id()::xid::text AS id, (SELECT count(*)::int FROM contact WHERE day = $1) AS rows",
      [DAY],
    );
    const imported = await importInChild(bench, database, file, { new: 0, changed: before.rows[0]?.rows ?? 0 });
    const touched = await client.query<{ day: string }>(
      "SELECT DISTINCT day::text FROM measure_day WHERE age(xmin) < age($1::xid)",
      [before.rows[0]?.id],
    );
    const days = touched.rows.map(({ day }) => day);
    if (days.length !== 1 || days[0] !== DAY) throw new Error(`The file of ${DAY} also touched ${days.join(", ")}.`);
    return imported;
  });
}

async function requireWholeRollUp(database: ThrowAwayDatabase, contacts: number): Promise<void> {
  const { rows } = await withClient(database.url, (client) =>
    client.query<{ facts: number; rolled: number }>(
      "SELECT (SELECT count(*)::float8 FROM contact) AS facts, (SELECT sum(offered) FROM measure_day) AS rolled",
    ),
  );
  if (rows[0]?.facts !== contacts || rows[0].rolled !== contacts)
    throw new Error(`Of ${contacts} contacts ${rows[0]?.facts} are stored and ${rows[0]?.rolled} rolled up.`);
}
