import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Database } from "~/data/db/database.server";
import { dateDemoBatch } from "~/data/demo/seed-demo.server";
import { dayFromNumber } from "~/domain/calendar/day";
import { startOfDay } from "~/domain/calendar/time-zone";
import { importFile } from "~/ingest/load/import-file.server";
import { filesFolder } from "~/ingest/load/original-files.server";
import { partnerFiles, type DemoFile } from "./demo-files";
import { MAPPINGS } from "./mappings";
import type { Partner } from "./partner";
import { PARTNERS } from "./partners";
import { ORGANIZATION } from "./organization";
import type { DemoAuthor } from "./seed-people";
import { secondsUntilSent } from "./stories/deliveries";
import type { EpochDay } from "./timeline";
import type { DemoOptions } from "./demo-history";

type Setting = {
  folder: string;
  dataFolder: string;
  log: (line: string) => void;
  by: DemoAuthor;
  now: Date;
};

/** Partners imported side by side: while the database merges the file of one, the next file of another is written and read. */
const SIDE_BY_SIDE = 2;

/** Writes every file of the demo data and imports it like any other. A file that was imported before is skipped. */
export async function seedImports(
  db: Database,
  demo: DemoOptions,
  setting: Setting,
): Promise<{ files: number; rows: number }> {
  const waiting = PARTNERS.filter(({ key }) => demo.partners.includes(key));
  const total = { files: 0, rows: 0 };
  async function work(): Promise<void> {
    for (let partner = waiting.shift(); partner !== undefined; partner = waiting.shift()) {
      const done = await importPartner(db, partner, demo, setting);
      total.files += done.files;
      total.rows += done.rows;
      setting.log(`${partner.name}: ${done.rows.toLocaleString("en-GB")} rows of ${done.files} files`);
    }
  }
  const stopOthers = (error: unknown) => {
    waiting.length = 0;
    throw error;
  };
  const ended = await Promise.allSettled(Array.from({ length: SIDE_BY_SIDE }, () => work().catch(stopOthers)));
  const failed = ended.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
  return total;
}

async function importPartner(db: Database, partner: Partner, demo: DemoOptions, setting: Setting) {
  const folder = path.join(setting.folder, partner.key);
  await mkdir(folder, { recursive: true });
  const done = { files: 0, rows: 0 };
  for (const file of partnerFiles(partner, demo)) {
    const target = path.join(folder, file.name);
    const requestKey = `demo/${demo.today}/${demo.seed}/${demo.scale}/${file.name}`;
    await writeFile(target, file.content);
    const result = await importFile(db, {
      path: target,
      fileName: file.name,
      mapping: mappingOf(file),
      vendor: { key: partner.key, name: partner.name },
      by: { actor: setting.by.email, userId: setting.by.userId },
      filesFolder: filesFolder(setting.dataFolder),
      requestKey,
      demo: true,
    });
    if (result.rejected > 0) throw new Error(`${file.name}: ${result.rejected} rows of the demo were rejected`);
    await dateDemoBatch(db, requestKey, sentAt(file, demo.today, setting.now));
    done.files += 1;
    done.rows += result.accepted;
  }
  return done;
}

/** When the partner sent a file; one of today not later than now. */
function sentAt({ partner, until }: DemoFile, today: EpochDay, now: Date): Date {
  const seconds = secondsUntilSent(partner, until, today);
  const at = new Date(startOfDay(dayFromNumber(until), ORGANIZATION.timeZone).getTime() + seconds * 1000);
  return at < now ? at : now;
}

function mappingOf(file: DemoFile): unknown {
  const mapping = MAPPINGS[file.mapping];
  if (mapping === undefined) throw new Error(`There is no mapping ${file.mapping}`);
  return mapping;
}
