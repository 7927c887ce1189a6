import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Database } from "~/data/db/database.server";
import { beginDemo, finishDemo, isDemoStarted } from "~/data/demo/seed-demo.server";
import { dayNumber } from "~/domain/calendar/day";
import { dayInZone } from "~/domain/calendar/time-zone";
import { seedClosings } from "./seed-closings";
import { seedDeliveries } from "./seed-deliveries";
import { seedImports } from "./seed-imports";
import { seedExclusions } from "./seed-exclusions";
import { seedNotes } from "./seed-notes";
import { seedOwnPeople, seedPartnersPeople } from "./seed-people";
import { seedSows } from "./seed-sows";
import { ORGANIZATION } from "./organization";
import { DEMO_PEOPLE, newDemoPassword } from "./people";
import { PARTNERS } from "./partners";
import { DEFAULT_SEED, type DemoOptions } from "./demo-history";

export type SeedOptions = {
  clock: () => Date;
  log: (line: string) => void;
  /** Files of the demo are written below its folder `demo`, kept originals below `files`. */
  dataFolder: string;
  seed?: number;
  /** 1 = about 250,000 contacts. Below 0.2 there are few files, for tests. */
  scale?: number;
  /** Keys of the partners to seed; all six when absent. */
  partners?: readonly string[];
  /** Of every account of the demo; made again when absent. */
  password?: string;
};

export type DemoSignIn = { email: string; password: string };

/** Who did it, as the audit trail names it. */
const ACTOR = "console";

/**
 * Fills an untouched database with the demo data: the same seed, scale and day give the same data. Safe to run again after a
 * cut at any point: it goes on with the demo data that was started, and every step that was done stays done.
 */
export async function seedDemo(db: Database, options: SeedOptions): Promise<{ signIn: DemoSignIn[] }> {
  const folder = path.join(options.dataFolder, "demo");
  await mkdir(folder, { recursive: true });
  const demo = (await isDemoStarted(db)) ? await readDemoOptions(folder) : null;
  const today = demo?.today ?? dayNumber(dayInZone(options.clock(), ORGANIZATION.timeZone));
  const started = demo ?? {
    seed: options.seed ?? DEFAULT_SEED,
    scale: options.scale ?? 1,
    today,
    partners: options.partners ?? PARTNER_KEYS,
  };
  await writeFile(path.join(folder, DEMO_FILE), JSON.stringify(started));
  await beginDemo(db, ORGANIZATION);

  const password = options.password ?? newDemoPassword();
  const authors = await seedOwnPeople(db, password, ACTOR);
  await seedSows(db, started, ACTOR);
  await seedPartnersPeople(db, password, ACTOR);
  const imported = await seedImports(db, started, {
    folder,
    dataFolder: options.dataFolder,
    log: options.log,
    by: authors.analyst,
    now: options.clock(),
  });
  await seedDeliveries(db, started, authors.analyst.email);
  await seedNotes(db, started, authors.lead);
  await seedExclusions(db, started, authors.lead);
  await seedClosings(db, started, authors.lead);
  await finishDemo(db, options.clock(), ACTOR);

  const signIn = await keepSignIn(folder, started, password);
  options.log(`${imported.rows.toLocaleString("en-GB")} rows of ${imported.files} files imported`);
  return { signIn };
}

/** How to sign in to a demo that was seeded here earlier, or null where nobody wrote it down. */
export async function findDemoSignIn(dataFolder: string): Promise<DemoSignIn[] | null> {
  const text = await readFile(path.join(dataFolder, "demo", SIGN_IN_FILE), "utf8").catch(() => null);
  return text === null ? null : signInSchema.parse(JSON.parse(text));
}

const PARTNER_KEYS = PARTNERS.map(({ key }) => key);
const DEMO_FILE = "world.json";
const SIGN_IN_FILE = "sign-in.json";
const demoSchema = z.object({ seed: z.number(), scale: z.number(), today: z.number(), partners: z.array(z.string()) });
const signInSchema = z.array(z.object({ email: z.string(), password: z.string() }));

async function readDemoOptions(folder: string): Promise<DemoOptions | null> {
  const text = await readFile(path.join(folder, DEMO_FILE), "utf8").catch(() => null);
  return text === null ? null : demoSchema.parse(JSON.parse(text));
}

async function keepSignIn(folder: string, { partners }: DemoOptions, password: string): Promise<DemoSignIn[]> {
  const signIn = DEMO_PEOPLE.filter(({ vendor }) => vendor === null || partners.includes(vendor)).map(({ email }) => ({
    email,
    password,
  }));
  await writeFile(path.join(folder, SIGN_IN_FILE), JSON.stringify(signIn), { mode: 0o600 });
  return signIn;
}
