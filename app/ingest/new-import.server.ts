import { unstable_parseMultipartFormData as parseMultipartFormData, type UploadHandlerPart } from "@remix-run/node";
import type { Database } from "~/data/database.server";
import { findMappingDocument, listMappings, type MappingSummary } from "~/data/mappings.server";
import { findVendors } from "~/data/vendors.server";
import type { Viewer } from "~/domain/access/viewer";
import { importFile, requireMapping, vendorOf, type ImportResult } from "./import-file.server";
import { filesFolder } from "./kept-files.server";
import { previewFile, type Preview } from "./preview-file.server";
import { FileRefused, type RowProblem } from "./refusal";
import {
  contentPath,
  findStaged,
  receiveFile,
  removeOldStaged,
  removeStaged,
  stagedFolder,
  writeStaged,
  type ImportWish,
  type StagedFile,
} from "./staged-files.server";

export type ImportChoices = { vendors: { key: string; name: string }[]; mappings: MappingSummary[] };
export type Refusal = { code: string; message: string; rows: RowProblem[] };
export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

const MOST_TEXT_BYTES = 1_000_000;

/** What can be chosen for a new import. */
export async function loadImportChoices(db: Database, viewer: Viewer): Promise<ImportChoices> {
  const [vendors, mappings] = await Promise.all([findVendors(db, viewer), listMappings(db)]);
  return { vendors: vendors.map(({ key, name }) => ({ key, name })), mappings };
}

/** Takes in the form of a new import, its file straight to disk, and answers the id under which it waits. */
export async function stageUpload(
  request: Request,
  dataFolder: string,
  actor: string,
  now: Date,
): Promise<Answer<string>> {
  const folder = stagedFolder(dataFolder);
  await removeOldStaged(folder, now);
  let received: { id: string; bytes: number; fileName: string } | null = null;
  const takePart = async (part: UploadHandlerPart): Promise<string> => {
    if (part.name !== "file" || received !== null) return readText(part.data);
    received = { ...(await receiveFile(folder, part.data)), fileName: part.filename ?? "" };
    return received.id;
  };
  return answered(async () => {
    const form = await parseMultipartFormData(request, takePart);
    const file = received;
    if (file === null || (file.bytes === 0 && file.fileName === "")) {
      if (file !== null) await removeStaged(folder, file.id);
      throw new FileRefused("unreadable", "Choose the file to import.");
    }
    const { id, bytes, fileName } = file;
    const wish = readWish(form);
    const staged = {
      ...wish,
      id,
      path: contentPath(folder, id),
      fileName,
      bytes,
      actor,
      stagedAt: now.toISOString(),
      batchId: null,
    };
    await writeStaged(folder, staged);
    return id;
  });
}

/** How a file is to be read and whose it is, from a form. */
export function readWish(form: FormData): ImportWish {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const mappingText = text("mappingText") || text("mappingFile");
  const mappingId = Number(text("mapping"));
  const vendor = text("vendor");
  return {
    mappingId: mappingText === "" && Number.isInteger(mappingId) && mappingId > 0 ? mappingId : null,
    mappingText,
    vendorKey: vendor === "" || vendor === NEW_VENDOR ? null : vendor,
    newVendorName: vendor === NEW_VENDOR ? text("newVendor") : null,
  };
}

/** The choice in a form that stands for a partner not known yet. */
export const NEW_VENDOR = "+new";

/** An upload of this person that waits, or null. */
export async function loadStaged(dataFolder: string, id: string, actor: string): Promise<StagedFile | null> {
  return findStaged(stagedFolder(dataFolder), id, actor);
}

/** Remembers another way of reading an upload that waits. */
export async function changeWish(dataFolder: string, staged: StagedFile, wish: ImportWish): Promise<void> {
  await writeStaged(stagedFolder(dataFolder), { ...staged, ...wish });
}

/** The first rows of an upload as they will be read, or why it cannot be read. */
export async function previewStaged(db: Database, viewer: Viewer, staged: StagedFile): Promise<Answer<Preview>> {
  return answered(async () => {
    const { mapping, vendor } = await resolveWish(db, viewer, staged);
    const whose = vendorOf(vendor === null ? {} : { vendor }, mapping);
    return previewFile(db, staged.path, mapping, whose?.key ?? null);
  });
}

/** Applies an upload. Asked again, it answers the same batch. */
export async function applyStaged(
  db: Database,
  viewer: Viewer,
  dataFolder: string,
  staged: StagedFile,
): Promise<Answer<Pick<ImportResult, "batch">>> {
  if (staged.batchId !== null) return { ok: true, value: { batch: staged.batchId } };
  return answered(async () => {
    const { mapping, vendor } = await resolveWish(db, viewer, staged);
    const result = await importFile(db, {
      path: staged.path,
      fileName: staged.fileName,
      mapping,
      ...(vendor === null ? {} : { vendor }),
      by: { actor: staged.actor, userId: "userId" in viewer ? viewer.userId : null },
      filesFolder: filesFolder(dataFolder),
      requestKey: `staged ${staged.id}`,
    });
    await writeStaged(stagedFolder(dataFolder), { ...staged, batchId: result.batch });
    return result;
  });
}

async function resolveWish(db: Database, viewer: Viewer, wish: ImportWish) {
  const document =
    wish.mappingId === null ? parseMappingText(wish.mappingText) : await findMappingDocument(db, wish.mappingId);
  if (document === null)
    throw new FileRefused("mapping-invalid", "The mapping that was chosen is no longer there; choose another.");
  return { mapping: requireMapping(document), vendor: await resolveVendor(db, viewer, wish) };
}

async function resolveVendor(
  db: Database,
  viewer: Viewer,
  wish: ImportWish,
): Promise<{ key: string; name: string } | null> {
  if (wish.newVendorName !== null) {
    const key = keyFromName(wish.newVendorName);
    if (key === "")
      throw new FileRefused("vendor-missing", "Give the new partner a name with letters or digits in it.");
    return { key, name: wish.newVendorName.slice(0, 120) };
  }
  if (wish.vendorKey === null) return null;
  const vendor = (await findVendors(db, viewer)).find(({ key }) => key === wish.vendorKey);
  if (!vendor)
    throw new FileRefused("vendor-missing", "The partner that was chosen is no longer there; choose another.");
  return { key: vendor.key, name: vendor.name };
}

function keyFromName(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 63)
    .replace(/-+$/, "");
}

function parseMappingText(text: string): unknown {
  if (text === "")
    throw new FileRefused("mapping-invalid", "Choose a mapping, or paste one, to see how the file will be read.");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FileRefused(
      "mapping-invalid",
      `The mapping is not JSON: ${error instanceof Error ? error.message : "it cannot be parsed"}.`,
    );
  }
}

async function readText(data: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of data) {
    bytes += piece.length;
    if (bytes > MOST_TEXT_BYTES) throw new FileRefused("mapping-invalid", "The mapping is too large for one.");
    pieces.push(piece);
  }
  return Buffer.concat(pieces)
    .toString("utf8")
    .replace(/^\ufeff/, "");
}

async function answered<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return { ok: false, refusal: { code: error.code, message: error.message, rows: [...error.rows] } };
  }
}
