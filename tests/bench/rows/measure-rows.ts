import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { median, type BenchFigure } from "../figure";
import { buildImportChild } from "./built-child";
import { DAY, writeContactFile, type ContactFile } from "./contact-file";
import { timePlainCopy } from "./plain-copy";
import { timeReads } from "./read-times";
import { openThrowAwayServer, withClient, type ThrowAwayDatabase, type ThrowAwayServer } from "./throw-away-server";

const MOST_RSS_MB = 400;

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

/**
 * Imports side by side with plain COPY of the same file, on a server of their own, and the sums that pages ask for.
 * `turns` readings of the first load and of COPY, each on a new database; the middle one counts.
 */
export async function measureRows(
  options: { rows: number; turns: number },
  print: (figure: BenchFigure) => void,
  say: (line: string) => void,
): Promise<void> {
  const { rows, turns } = options;
  const server = await openThrowAwayServer();
  try {
    const bench = { server, child: await buildImportChild(), rows, say };
    say(`Writing ${rows.toLocaleString("en-GB")} contacts …`);
    const file = await contactFile(bench, "contacts.csv", { idPrefix: "C" });
    const copies: number[] = [];
    const firsts: Imported[] = [];
    let database = await server.createDatabase();
    for (let turn = 0; turn < turns; turn += 1) {
      if (turn > 0) {
        await database.drop();
        database = await server.createDatabase();
      }
      copies.push(await timePlainCopy(database, file));
      firsts.push(await importInChild(bench, database, file, { new: rows, changed: 0 }));
      say(`COPY ${copies.at(-1)?.toFixed(2)} s, first import ${firsts.at(-1)?.seconds.toFixed(2)} s`);
    }
    const copied = rows / median(copies);
    const rate = (seconds: number) => ({ value: rows / seconds, unit: "rows/s", against: copied }) as const;
    print({ name: "copy.plain", ...rate(median(copies)), goal: "the yardstick" });
    print({ name: "import.first", ...rate(median(firsts.map(({ seconds }) => seconds))), goal: "100% or more" });

    const reads = await timeReads(database);
    print({ name: "sql.scorecard", value: reads.scorecard, unit: "ms", against: 10 });
    print({ name: "sql.portfolio", value: reads.portfolio, unit: "ms", against: 25 });
    const ofRows = { value: reads.percentile, unit: "ms", against: reads.scorecard } as const;
    print({ name: "sql.percentile", ...ofRows, goal: "no goal: exact, from the rows of a partner's month" });

    const day = await importDay(bench, database);
    print({ name: "import.day", value: day.seconds, unit: "s", against: 2 });

    const others = await contactFile(bench, "others.csv", { idPrefix: "D" });
    const merged = await importInChild(bench, database, others, { new: rows, changed: 0 });
    print({ name: "import.merge", ...rate(merged.seconds), goal: "50% or more" });

    const again = await contactFile(bench, "restated.csv", { idPrefix: "D", restated: true });
    const restated = await importInChild(bench, database, again, { new: 0, changed: rows });
    print({ name: "import.restate", ...rate(restated.seconds), goal: "50% or more" });

    const rss = Math.max(...[...firsts, day, merged, restated].map(({ rssBytes }) => rssBytes));
    print({ name: "import.rss", value: rss / 1e6, unit: "MB", against: MOST_RSS_MB });
    await requireWholeRollUp(database, 2 * rows);
  } finally {
    await server.close();
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
async function importDay(bench: Bench, database: ThrowAwayDatabase): Promise<Imported> {
  const file = await contactFile(bench, "day.csv", { idPrefix: "C", restated: true, day: DAY });
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
