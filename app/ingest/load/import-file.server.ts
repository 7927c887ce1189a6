import {
  applyBatch,
  NothingAccepted,
  type AppliedBatch,
  type ApplyPhase,
  type BatchToApply,
} from "~/data/imports/load/apply-batch.server";
import { MAX_SLICE_NAMES, TooManySliceNames } from "~/data/imports/load/slice-names.server";
import { tryBatch, type TouchedDays } from "~/data/imports/load/try-batch.server";
import type { Database } from "~/data/db/database.server";
import type { KnownVendors } from "~/data/access/known-vendors.server";
import { findOrganization } from "~/data/access/organization.server";
import { MappingProtected } from "~/data/imports/mappings.server";
import { findParameterRoom, registerParameters } from "~/data/rollups/parameters.server";
import { noRoomForCounts } from "~/domain/metrics/parameter-room";
import {
  importBarrier,
  isSourceLimited,
  mappingBarrier,
  NO_LIMITS,
  type ImportLimits,
} from "~/domain/access/import-limits";
import { tidyFileName } from "../format/file-name";
import { vendorNameFromKey } from "~/domain/access/vendor-name";
import { BREAKDOWN_FIELDS, FACT_FIELDS } from "~/domain/facts/fact-fields";
import type { FileFacts } from "../format/inspect-file.server";
import { openFile } from "./open-file.server";
import type { ImplausibleFinding } from "~/domain/imports/implausible-figures";
import { implausibleRecords } from "../parse/implausible-rows";
import { keepFile } from "./original-files.server";
import { asksRoster, readMapping, type Mapping } from "../mapping/mapping";
import { forFileName } from "../mapping/from-file-name";
import { FileRefused, type RowProblem } from "~/domain/input/refusal";
import { stagedRows } from "./read-rows.server";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

export type ImportRequest = {
  /** Where the bytes are; the file is read, never moved. */
  path: string;
  /** What the sender calls it: shown, never used as a path. */
  fileName: string;
  /** A mapping document as it came (JSON). */
  mapping: unknown;
  /** The partner whose file it is, made where its key is new. Without it the mapping says whose rows these are. */
  vendor?: { key: string; name?: string };
  by: { actor: string; userId: string | null };
  /** How far the imports of whoever asks are limited. */
  limits?: ImportLimits;
  /** Where originals are kept. */
  filesFolder: string;
  /** The same key is applied once, however often it is sent. */
  requestKey?: string;
  demo?: boolean;
  /** Reported at the beginning of each phase, and now and then while the file is read. */
  onProgress?: (progress: ImportProgress) => void;
  /** Aborted: rejects with `FileRefused("cancelled")`, and nothing that is stored has changed. */
  signal?: AbortSignal;
};

/** How far an import is. Rows are those read so far. */
export type ImportProgress = {
  phase: ApplyPhase;
  bytesRead: number;
  bytesTotal: number;
  rows: number;
  rejected: number;
};

/** Sees the database as it would be after the import, which is then undone; what it answers is handed on. */
export type ImportDryRun<T> = (inside: Database, tried: ImportResult, touched: TouchedDays) => Promise<T>;

export type ImportResult = {
  batch: number;
  /** "tried": all of it was undone, and there is no such batch. */
  outcome: AppliedBatch["outcome"];
  read: number;
  /** Lines below the headings that the mapping skips, such as totals and footers; blank ones are not among them. */
  skipped: number;
  accepted: number;
  /** Rows that tell of earlier events of rows that were accepted. */
  collapsed: number;
  new: number;
  changed: number;
  unchanged: number;
  /**
   * Rows that what already stands keeps out: preliminary ones, and events behind the one that counts. accepted = new + changed +
   * unchanged + kept.
   */
  superseded: number;
  rejected: number;
  /** The first hundred; all of them are with the batch. */
  errors: RowProblem[];
  /** Figures of accepted rows that cannot all be right. */
  implausible: ImplausibleFinding[];
};

/**
 * Imports a file whole or not at all. Rejects with `FileRefused` where nothing of it can be used; then nothing that is stored has
 * changed. Rows that cannot be used are set aside with the batch, and the rest is applied. With a dry run all of it is undone.
 */
export function importFile<T>(
  db: Database,
  request: ImportRequest & { dryRun: ImportDryRun<T> },
): Promise<ImportResult & { dryRun: T }>;
export function importFile(db: Database, request: ImportRequest): Promise<ImportResult>;
export async function importFile<T>(
  db: Database,
  request: ImportRequest & { dryRun?: ImportDryRun<T> },
): Promise<ImportResult & { dryRun?: T }> {
  const { dryRun, signal, limits = NO_LIMITS } = request;
  const mapping = requireMapping(request.mapping);
  const barrier = importBarrier(limits, { source: mapping.source, vendor: vendorOf(request, mapping)?.key ?? null });
  if (barrier !== null) throw new FileRefused("not-permitted", barrier);
  const { facts, table } = await openFile(request.path, forFileName(mapping, request.fileName));
  const zone = await reportingZone(db);
  await makeRoomForCounts(db, mapping, {
    vendor: vendorOf(request, mapping)?.key ?? null,
    isDryRun: dryRun !== undefined,
  });
  const batch = batchOf(request, mapping, facts);
  const counts = { read: 0, accepted: 0, skipped: 0, collapsed: 0 };
  const progress = progressReporter(request.onProgress, facts.bytes, counts);
  const implausible = implausibleRecords(mapping);
  const source = {
    rows: (vendors: KnownVendors) => {
      const reading = { mapping, fileName: request.fileName, table, vendors, zone };
      return stagedRows(reading, counts, progress.onBytes, implausible);
    },
    counts: () => counts,
  };
  const options = { onPhase: progress.onPhase, signal };
  const resultOf = (applied: AppliedBatch) => ({ ...countsOf(applied), implausible: implausible.findings() });
  try {
    if (!dryRun) return resultOf(await applyBatch(db, batch, source, options));
    const look = (inside: Database, tried: AppliedBatch, touched: TouchedDays) =>
      dryRun(inside, resultOf(tried), touched);
    const { tried, answer } = await tryBatch(db, batch, source, look, options);
    return { ...resultOf(tried), dryRun: answer };
  } catch (error) {
    if (error instanceof NothingAccepted) throw nothingAccepted(error);
    if (error instanceof TooManySliceNames)
      throw new FileRefused("too-many-names", FILE_PROBLEMS.tooManyNames(error.part, error.count, MAX_SLICE_NAMES));
    if (error instanceof MappingProtected) throw new FileRefused("not-permitted", error.message);
    if (signal?.aborted) throw new FileRefused("cancelled", FILE_PROBLEMS.cancelled);
    throw error;
  }
}

/** Sees to it that the roll-up holds the counts with a limit that totals state. A dry run does without them: no SOW asks for them yet. */
async function makeRoomForCounts(
  db: Database,
  mapping: Mapping,
  { vendor, isDryRun }: { vendor: string | null; isDryRun: boolean },
): Promise<void> {
  if (mapping.kind !== "totals") return;
  const measures = mapping.totals.map(({ measure }) => measure);
  const user = { vendor, by: "file" } as const;
  const room = await (isDryRun ? findParameterRoom(db, measures, user) : registerParameters(db, measures, user));
  if (!room.ok) throw new FileRefused("too-many-limits", noRoomForCounts(room));
}

/** What is remembered of a mapping under its key. */
export function rememberedDocument({ version: _version, ...document }: Mapping) {
  return document;
}

function batchOf(request: ImportRequest, mapping: Mapping, facts: FileFacts): BatchToApply {
  const { demo = false, limits = NO_LIMITS } = request;
  return {
    kind: mapping.kind,
    source: mapping.source,
    mapping: {
      key: mapping.key,
      name: mapping.name,
      kind: mapping.kind,
      document: rememberedDocument(mapping),
      createdBy: request.by.userId,
      demo,
      sourceLimited: isSourceLimited(limits),
      barrier: (toSave) => mappingBarrier(limits, toSave),
    },
    vendor: withZone(vendorOf(request, mapping), mapping.timeZone),
    file: { name: tidyFileName(request.fileName), sha256: facts.sha256, bytes: facts.bytes },
    keepFile: () => keepFile(request.filesFolder, request.path, facts.sha256),
    collapse: "collapse" in mapping ? (mapping.collapse?.keep ?? null) : null,
    unstatedFields: unstatedFieldsOf(mapping),
    erases: erasedFields(mapping),
    idColumn: idColumnOf(mapping),
    by: request.by.actor,
    demo,
    requestKey: request.requestKey ?? null,
  };
}

/** A vendor that begins with this file keeps the zone of its times. */
function withZone<T extends object>(vendor: T | null, timeZone: string): (T & { timeZone: string }) | null {
  return vendor && { ...vendor, timeZone };
}

/** Fields of which a blank takes back what was known. */
function erasedFields(mapping: Mapping): string[] {
  if (mapping.blanks !== "erase") return [];
  return mapping.kind === "totals" ? ["amount"] : Object.keys(mapping.fields);
}

/** Fields of the kind that the mapping does not describe. */
function unstatedFieldsOf(mapping: Mapping): string[] {
  if (mapping.kind === "totals") return unstatedOfTotals(mapping.fields);
  if (mapping.kind !== "contacts" && mapping.kind !== "reviews") return [];
  const fields: Readonly<Record<string, unknown>> = mapping.fields;
  const looksUp = Object.values(fields).some(asksRoster);
  return Object.keys(FACT_FIELDS[mapping.kind]).filter((name) =>
    name === "lookedUp" ? !looksUp : fields[name] === undefined,
  );
}

function unstatedOfTotals(fields: Extract<Mapping, { kind: "totals" }>["fields"]): string[] {
  const unstated = (["preliminary", ...BREAKDOWN_FIELDS] as const).filter((name) => fields[name] === undefined);
  return BREAKDOWN_FIELDS.every((name) => fields[name] === undefined) ? [...unstated, "breakdown"] : unstated;
}

const PROGRESS_EVERY_MS = 100;

function progressReporter(
  report: ImportRequest["onProgress"],
  bytesTotal: number,
  counts: { readonly read: number; readonly accepted: number },
): { onPhase: (phase: ApplyPhase) => void; onBytes: (bytesRead: number) => void } {
  let phase: ApplyPhase = "reading";
  let bytesRead = 0;
  let reportedAt = 0;
  const say = () => {
    reportedAt = performance.now();
    report?.({ phase, bytesRead, bytesTotal, rows: counts.read, rejected: counts.read - counts.accepted });
  };
  return {
    onPhase: (next) => {
      phase = next;
      say();
    },
    onBytes: (bytes) => {
      bytesRead = bytes;
      if (performance.now() - reportedAt >= PROGRESS_EVERY_MS) say();
    },
  };
}

/** The mapping that a JSON document holds; `FileRefused` says place by place what is wrong with it. */
export function requireMapping(document: unknown): Mapping {
  const read = readMapping(document);
  if (read.ok) return read.mapping;
  const problems = read.problems.slice(0, 10).map(({ path: field, message }) => `${field}: ${message}`);
  throw new FileRefused("mapping-invalid", FILE_PROBLEMS.mappingInvalid(problems.join("; ")));
}

/** The zone that decides the day of an event. */
export async function reportingZone(db: Database): Promise<string> {
  return (await findOrganization(db))?.timeZone ?? "UTC";
}

/** Whose file it is: as requested, else as the mapping says; null where a column tells row by row. */
export function vendorOf(
  request: Pick<ImportRequest, "vendor">,
  mapping: Mapping,
): { key: string; name: string } | null {
  if (request.vendor)
    return { key: request.vendor.key, name: request.vendor.name ?? vendorNameFromKey(request.vendor.key) };
  if (mapping.vendor && "constant" in mapping.vendor)
    return { key: mapping.vendor.constant, name: vendorNameFromKey(mapping.vendor.constant) };
  if (mapping.vendor) return null;
  throw new FileRefused("vendor-missing", FILE_PROBLEMS.partnerMissing);
}

function idColumnOf(mapping: Mapping): string {
  if (!mapping.externalId) return "";
  return "column" in mapping.externalId ? mapping.externalId.column : mapping.externalId.columns.join(" + ");
}

function nothingAccepted(error: NothingAccepted): FileRefused {
  const first = error.problems[0];
  const example = first ? FILE_PROBLEMS.firstRejected(first.line, first.column || "row", first.code, first.text) : "";
  return new FileRefused(
    "nothing-accepted",
    FILE_PROBLEMS.allRejected(error.read.toLocaleString("en-GB"), example),
    error.problems,
  );
}

function countsOf(applied: AppliedBatch): Omit<ImportResult, "implausible"> {
  const { batchId, problems, ...counts } = applied;
  return { batch: batchId, ...counts, errors: problems };
}
