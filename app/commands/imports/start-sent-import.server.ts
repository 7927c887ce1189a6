import { createHash } from "node:crypto";
import path from "node:path";
import { z } from "zod";
import type { Database } from "~/data/db/database.server";
import { findRunRequestedBefore, type Idempotency } from "~/data/imports/import-runs.server";
import { findMappingBarrier, findMappingVersion, listMappingsCalled } from "~/data/imports/mappings.server";
import { findVendors } from "~/data/access/vendors.server";
import {
  importBarrier,
  importLimitsOf,
  mappingBarrier,
  mayUseMappingOf,
  type MappingToSave,
} from "~/domain/access/import-limits";
import type { Viewer } from "~/domain/access/viewer";
import { oneLineName } from "~/domain/input/one-line-name";
import { recordIdOf } from "~/domain/input/record-id";
import { readJsonText } from "~/domain/contracts/read-json";
import { rememberedDocument, requireMapping, vendorOf } from "~/ingest/load/import-file.server";
import type { Mapping } from "~/ingest/mapping/mapping";
import { slug } from "~/ingest/mapping/plain-values";
import { discardReceived } from "~/ingest/intake/received/received-files.server";
import { receiveImport, type SentImport, type SentRequest } from "~/ingest/intake/received/receive-import.server";
import type { Sender } from "~/ingest/intake/upload-quota.server";
import { FileRefused, type RefusalCode } from "~/domain/input/refusal";
import { writeRunOnce, type RunQueue } from "./start-run.server";
import { IMPORT_REQUEST } from "~/wording/imports/api-fields";

type RequestProblem = { parameter: string; message: string };

/** What came of a program's request: the run to watch, or why there is none. */
export type SentImportAnswer =
  | { ok: true; runId: string; /** The same request came before. */ again: boolean }
  | { ok: false; reason: "requested"; problems: RequestProblem[] }
  | { ok: false; reason: "other-content" }
  | { ok: false; reason: "not-permitted"; words: string }
  | { ok: false; reason: "refused"; code: RefusalCode; message: string };

type Setting = { queue: RunQueue; dataFolder: string; idempotencyKey: string | null };

/** Takes in the file that a program sends and begins its import. */
export async function receiveAndStart(
  request: Request,
  viewer: Viewer,
  sender: Sender,
  { now, ...setting }: Omit<Setting, "dataFolder"> & { now: Date },
): Promise<SentImportAnswer> {
  try {
    const sent = await receiveImport(request, sender, now);
    return await startSentImport(sender.db, viewer, sent, { ...setting, dataFolder: sender.dataFolder });
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return { ok: false, reason: "refused", code: error.code, message: error.message };
  }
}

/**
 * Begins the import of a file that a program sent, once however often it asks with the same idempotency key. The file is gone where
 * nothing begins; where nobody can tell, because the answer to the writing was lost, it stays for whoever takes the run up.
 * Idempotency keys are one's own: they count for API keys alone.
 */
export async function startSentImport(
  db: Database,
  viewer: Viewer,
  sent: SentImport,
  setting: Setting,
): Promise<SentImportAnswer> {
  let mayBeStarted = false;
  const onWriting = () => {
    mayBeStarted = true;
  };
  try {
    const answer = await begin(db, viewer, sent, { ...setting, onWriting });
    mayBeStarted = answer.ok && !answer.again;
    return answer;
  } finally {
    if (!mayBeStarted) await discardReceived(setting.dataFolder, path.relative(setting.dataFolder, sent.file.path));
  }
}

async function begin(
  db: Database,
  viewer: Viewer,
  { file, fileName, requested }: SentImport,
  { queue, dataFolder, idempotencyKey, onWriting }: Setting & { onWriting: () => void },
): Promise<SentImportAnswer> {
  const idempotency =
    idempotencyKey === null ? null : { key: idempotencyKey, digest: digestOf(file.sha256, requested) };
  const before = idempotency && (await findBefore(db, viewer, idempotency));
  if (before) return before;
  const read = await readRequested(db, viewer, requested);
  if (!read.ok) return { ok: false, reason: "requested", problems: [read.problem] };
  const { mapping, vendor, dryRun } = read;
  const barrier = await findBarrier(db, viewer, mapping, vendorOf(vendor, mapping)?.key ?? null);
  if (barrier !== null) return { ok: false, reason: "not-permitted", words: barrier };
  onWriting();
  const runId = await writeRunOnce(db, viewer, {
    path: file.path,
    dataFolder,
    fileName: fileName === "" ? "upload" : fileName,
    bytes: file.bytes,
    mapping,
    vendor: vendor.vendor ?? null,
    dryRun,
    requestKey: `received ${file.id}`,
    ...(idempotency === null ? {} : { idempotency }),
  });
  if (runId !== null) {
    await queue.takeUpRun(runId);
    return { ok: true, runId, again: false };
  }
  const other = idempotency && (await findBefore(db, viewer, idempotency));
  if (!other) throw new Error("A run was refused for an unknown idempotency key");
  return other;
}

/** What stands against the import, or against remembering its mapping; the import itself asks again. */
async function findBarrier(
  db: Database,
  viewer: Viewer,
  mapping: Mapping,
  vendor: string | null,
): Promise<string | null> {
  const limits = importLimitsOf(viewer);
  const barrier = (toSave: MappingToSave) => mappingBarrier(limits, toSave);
  const toRemember = { key: mapping.key, document: rememberedDocument(mapping), barrier };
  return (
    importBarrier(limits, { source: mapping.source, vendor }) ?? (await findMappingBarrier(db, toRemember, vendor))
  );
}

/** A name for all that was sent: the file and the requests beside it, but not what the file is called. */
function digestOf(sha256: string, { mapping, vendor, vendorName, dryRun }: SentRequest): string {
  return createHash("sha256")
    .update(JSON.stringify([sha256, mapping, vendor, vendorName, dryRun]))
    .digest("hex");
}

async function findBefore(
  db: Database,
  viewer: Viewer,
  { key, digest }: Idempotency,
): Promise<SentImportAnswer | null> {
  const before = viewer.kind === "key" ? await findRunRequestedBefore(db, viewer.keyId, key) : null;
  if (before === null) return null;
  return before.digest === digest
    ? { ok: true, runId: before.id, again: true }
    : { ok: false, reason: "other-content" };
}

type ReadRequests =
  | { ok: true; mapping: Mapping; vendor: { vendor?: { key: string; name: string } }; dryRun: boolean }
  | { ok: false; problem: RequestProblem };

async function readRequested(db: Database, viewer: Viewer, requested: SentRequest): Promise<ReadRequests> {
  let parameter: keyof SentRequest = "mapping";
  try {
    const mapping = requireMapping(await findMapping(db, viewer, requested));
    parameter = "vendor";
    const vendor = await findVendor(db, viewer, requested);
    vendorOf(vendor, mapping);
    if (!["", "true", "false"].includes(requested.dryRun))
      return { ok: false, problem: { parameter: "dryRun", message: IMPORT_REQUEST.flag } };
    return { ok: true, mapping, vendor, dryRun: requested.dryRun === "true" };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return { ok: false, problem: { parameter, message: error.message } };
  }
}

/**
 * By the key of a remembered mapping, its id, or as the document itself. A key is looked up among the mappings that the viewer may use:
 * the partner's own, else nobody's, else another partner's if it is the only one.
 */
async function findMapping(
  db: Database,
  viewer: Viewer,
  { mapping: requested, vendor }: SentRequest,
): Promise<unknown> {
  if (requested === "") throw new FileRefused("mapping-invalid", IMPORT_REQUEST.mappingRequired);
  if (requested.startsWith("{")) return parseDocument(requested);
  const limits = importLimitsOf(viewer);
  const called = (await listMappingsCalled(db, requested)).filter((one) => mayUseMappingOf(limits, one.vendor));
  const nearest = called.find((one) => one.vendor === vendor) ?? called.find((one) => one.vendor === null);
  if (nearest === undefined && called.length > 1)
    throw new FileRefused("mapping-invalid", IMPORT_REQUEST.mappingAmbiguous(requested.slice(0, 80)));
  const id = recordIdOf(requested);
  const found = nearest ?? called[0] ?? (id === null ? null : await findMappingVersion(db, id));
  if (found === null || !mayUseMappingOf(limits, found.vendor))
    throw new FileRefused("mapping-invalid", IMPORT_REQUEST.mappingUnknown(requested.slice(0, 80)));
  return found.document;
}

function parseDocument(text: string): unknown {
  const read = readJsonText(text);
  if (read.ok) return read.json;
  throw new FileRefused("mapping-invalid", IMPORT_REQUEST.mappingInvalid(read.fault.message));
}

const newVendor = z.object({ key: slug, name: oneLineName(IMPORT_REQUEST.partnerRequired) });

async function findVendor(
  db: Database,
  viewer: Viewer,
  { vendor: key, vendorName: name }: SentRequest,
): Promise<{ vendor?: { key: string; name: string } }> {
  if (key === "") return {};
  const known = (await findVendors(db, viewer)).find((vendor) => vendor.key === key);
  if (known) return { vendor: { key, name: known.name } };
  const made = newVendor.safeParse({ key, name });
  if (made.success) return { vendor: made.data };
  throw new FileRefused("vendor-missing", IMPORT_REQUEST.partnerUnknown);
}
