import path from "node:path";
import type { Logger } from "pino";
import { findVendor } from "~/data/access/vendors.server";
import { DROP_FOLDER_VIEWER } from "~/domain/access/drop-folder";
import { momentLabel } from "~/domain/calendar/moment";
import { answered } from "~/domain/input/refusal";
import { reportingZone } from "~/ingest/load/import-file.server";
import { tidyFileName } from "~/ingest/format/file-name";
import {
  isUnchanged,
  listDropped,
  listPartnerFolders,
  type DroppedFile,
} from "~/ingest/intake/dropped/list-dropped.server";
import { takeDropped } from "~/ingest/intake/dropped/take-dropped.server";
import { removeStaged, stagedFolder } from "~/ingest/intake/upload-folder.server";
import { dropText, isRefused, type ReportedOutcome } from "./drop-outcome";
import { layAside } from "./archive-file.server";
import { workDropped, type DropSetting, type TakenWork } from "./import-dropped.server";
import { DROP_FOLDER } from "~/wording/imports/drop-folder";

export type ScanSetting = DropSetting & { dropFolder: string; logger: Logger; signal: AbortSignal };

/** What is known of the folder from one look to the next. All of it can be found out again. */
export type DropMemory = {
  /** Files as they were when they were first seen so, and when that was. */
  observed: Map<string, { file: DroppedFile; since: Date }>;
  /** Files that are being worked on. */
  works: Map<string, Work>;
  /** What is already in the log, so that it is not logged at every scan. */
  reported: Set<string>;
};

type Work = { file: DroppedFile; /** Why nothing of it was taken. */ refusal: string | null; parts: TakenWork[] };

export function nothingKnown(): DropMemory {
  return { observed: new Map(), works: new Map(), reported: new Set() };
}

/** A file has come whole when it was not written to for this long. */
const UNCHANGED_MS = 8_000;
/** Of one folder, in one look. */
const MAX_FILES = 20;

/**
 * Looks once: files that have come whole are taken, those being worked on are taken a step on, and those that are through are laid
 * aside. Answers whether something is under way, so that another look soon is worth it.
 */
export async function scanDropFolder(setting: ScanSetting, memory: DropMemory): Promise<boolean> {
  const present = new Set<string>();
  let underWay = false;
  const scanFolder = async (folder: string, partner: string | null) => {
    try {
      if (await scanFiles(setting, memory, { folder, partner, present })) underWay = true;
    } catch (error) {
      logOnce(setting, memory, folder, error);
    }
  };
  await scanFolder(setting.dropFolder, null);
  const partners = await listPartnerFolders(setting.dropFolder).catch(() => []);
  for (const partner of partners) {
    if (setting.signal.aborted) return false;
    await scanFolder(path.join(setting.dropFolder, partner), partner);
  }
  await forget(setting, memory, (file) => !present.has(file));
  return underWay;
}

/** Lets go of what was taken and not started; of the rest, runs and batches tell. */
export async function forget(
  { dataFolder }: Pick<ScanSetting, "dataFolder">,
  { observed, works }: DropMemory,
  which: (file: string) => boolean,
): Promise<void> {
  for (const file of [...observed.keys()].filter(which)) observed.delete(file);
  for (const [file, { parts }] of [...works].filter(([name]) => which(name))) {
    works.delete(file);
    for (const { taken } of parts) await removeStaged(stagedFolder(dataFolder), taken.id);
  }
}

type Folder = { folder: string; partner: string | null; present: Set<string> };

/** One file after the other, the oldest first; true where one of them is under way. */
async function scanFiles(
  setting: ScanSetting,
  memory: DropMemory,
  { folder, partner, present }: Folder,
): Promise<boolean> {
  const files = await listDropped(folder);
  for (const file of files) present.add(file.path);
  const whole = files.filter((file) => isComplete(memory, file, setting.clock()));
  if (whole.length === 0) return false;
  const misplaced = await misplacedText(setting, partner);
  for (const file of whole.slice(0, MAX_FILES)) {
    if (setting.signal.aborted) return false;
    try {
      const reported =
        misplaced === null && partner !== null
          ? await work(setting, memory, { file, partner })
          : [refused(file, misplaced ?? "")];
      if (reported === null) return memory.works.has(file.path);
      await finish(setting, memory, { file, partner, reported });
    } catch (error) {
      logOnce(setting, memory, file.path, error);
      memory.observed.delete(file.path);
    }
  }
  return whole.length > MAX_FILES;
}

function isComplete({ observed }: DropMemory, file: DroppedFile, now: Date): boolean {
  const seen = observed.get(file.path);
  if (seen !== undefined && isUnchanged(seen.file, file)) return now.getTime() - seen.since.getTime() >= UNCHANGED_MS;
  observed.set(file.path, { file, since: now });
  return false;
}

async function misplacedText({ db }: ScanSetting, partner: string | null): Promise<string | null> {
  if (partner === null) return `${DROP_FOLDER.besideFolders} ${DROP_FOLDER.advice}`;
  return (await findVendor(db, DROP_FOLDER_VIEWER, partner)) === null
    ? `${DROP_FOLDER.unknownPartner(partner)} ${DROP_FOLDER.advice}`
    : null;
}

function refused({ name }: DroppedFile, words: string): ReportedOutcome {
  return { fileName: tidyFileName(name), outcome: { kind: "refused", words } };
}

/** Null: not at its end yet, or not as it was seen. */
async function work(
  setting: ScanSetting,
  memory: DropMemory,
  { file, partner }: { file: DroppedFile; partner: string },
): Promise<ReportedOutcome[] | null> {
  const started = await takenBefore(setting, memory, file);
  if (started === null) return null;
  if (started.refusal !== null) return [refused(file, started.refusal)];
  const reported: ReportedOutcome[] = [];
  for (const part of started.parts) {
    await workDropped(setting, partner, part);
    if (part.outcome === null) return null;
    reported.push({ fileName: part.taken.fileName, outcome: part.outcome });
  }
  return reported;
}

/** What was taken of a file, now or at an earlier look. */
async function takenBefore(setting: ScanSetting, memory: DropMemory, file: DroppedFile): Promise<Work | null> {
  const before = memory.works.get(file.path);
  if (before !== undefined && isUnchanged(before.file, file)) return before;
  await forget(setting, memory, (other) => other === file.path);
  const answer = await answered(() => takeDropped(setting, file, setting.signal));
  if (answer.ok && answer.value === null) return null;
  if (!answer.ok && (answer.refusal.code === "quota-of-person" || answer.refusal.code === "quota-of-all")) {
    // Nothing is wrong with the file: it stays where it is until there is room.
    logOnce(setting, memory, file.path, new Error(answer.refusal.message));
    return null;
  }
  const taken = answer.ok ? (answer.value ?? []) : [];
  const parts = taken.map((one) => ({ taken: one, runId: null, outcome: null }));
  const started = { file, refusal: answer.ok ? null : answer.refusal.message, parts };
  memory.works.set(file.path, started);
  memory.observed.set(file.path, { file, since: new Date(0) });
  return started;
}

async function finish(
  { db, clock, logger }: ScanSetting,
  { works, observed }: DropMemory,
  { file, partner, reported }: { file: DroppedFile; partner: string | null; reported: ReportedOutcome[] },
): Promise<void> {
  const zone = await reportingZone(db);
  const name = tidyFileName(file.name);
  const words = dropText(name, reported, `${momentLabel(clock(), zone)} (${zone})`);
  const moved = await layAside(file, { refused: isRefused(reported), words });
  works.delete(file.path);
  observed.delete(file.path);
  const about = { partner, file: name, outcomes: reported.map(({ outcome }) => logged(outcome)) };
  if (isRefused(reported)) logger.warn(about, "dropped file rejected");
  else logger.info(about, moved ? "dropped file accepted" : "dropped file accepted, and changed since");
}

function logged(outcome: ReportedOutcome["outcome"]) {
  return outcome.kind === "imported" ? { kind: outcome.kind, batch: outcome.batch.id } : outcome;
}

function logOnce({ logger }: ScanSetting, { reported }: DropMemory, subject: string, error: unknown): void {
  const what = `${subject} ${error instanceof Error ? error.message : String(error)}`;
  if (reported.has(what)) return;
  reported.add(what);
  logger.error({ err: error, path: subject }, "error while scanning the drop folder");
}
