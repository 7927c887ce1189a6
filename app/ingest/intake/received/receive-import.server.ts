import path from "node:path";
import type { Allowance } from "../allowance";
import { openAllowance, unpackWithin, type Sender } from "../upload-quota.server";
import { requireFileName } from "../../format/file-name";
import { onlyFile } from "../../format/unpack.server";
import { FileRefused } from "~/domain/input/refusal";
import { bodyOf } from "./body-pieces";
import { formParts, textOfPart } from "./form-parts";
import { discardReceived, removeOldReceived, takeFile, takeOver, type ReceivedFile } from "./received-files.server";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

/** The requests that go with a file, by name, as they came; from the query or, in a form, as parts beside the file. */
const REQUESTED = ["mapping", "vendor", "vendorName", "dryRun", "fileName"] as const;
export type SentRequest = Readonly<Record<(typeof REQUESTED)[number], string>>;

export type SentImport = { file: ReceivedFile; fileName: string; requested: SentRequest };

const MAX_REQUEST_BYTES = 1_000_000;

/**
 * Takes in a file that a program sends: as the whole body, or as the part `file` of a form. Rejects with `FileRefused` where it
 * did not come whole; then nothing of it stays on disk.
 */
export async function receiveImport(request: Request, sender: Sender, now: Date): Promise<SentImport> {
  const { dataFolder } = sender;
  await removeOldReceived(dataFolder, now);
  const allowance = await openAllowance(sender);
  const isForm = /^multipart\/form-data\b/i.test(request.headers.get("Content-Type") ?? "");
  const taken: ReceivedFile[] = [];
  try {
    const coming = { dataFolder, taken, allowance };
    const sent = await (isForm ? receiveForm(request, coming) : receiveBody(request, coming));
    if (request.signal.aborted) throw notWhole();
    if (sent.file.bytes === 0) throw new FileRefused("empty", FILE_PROBLEMS.noFile);
    const received = await unpacked(sent, coming);
    const { id, bytes } = received.file;
    await allowance.recordWaiting([{ id, bytes, fileName: received.fileName, folder: "received" }]);
    return received;
  } catch (error) {
    for (const file of taken) await discardReceived(dataFolder, path.relative(dataFolder, file.path));
    // A broken line shows as whatever error the reader of the body met first.
    throw request.signal.aborted || isBrokenLine(error) ? notWhole() : error;
  } finally {
    allowance.close();
  }
}

type Coming = { dataFolder: string; taken: ReceivedFile[]; allowance: Allowance };

/** The file in an archive in place of the archive. What was sent keeps its hash: by that it is known again. */
async function unpacked(sent: SentImport, { dataFolder, taken, allowance }: Coming): Promise<SentImport> {
  const folder = path.dirname(sent.file.path);
  const { files, discard } = await unpackWithin(allowance, sent.file.path, sent.fileName, { folder });
  try {
    const only = onlyFile(files);
    if (only.path === sent.file.path) return sent;
    const inside = await takeOver(dataFolder, only.path, allowance);
    const file = { ...inside, sha256: sent.file.sha256 };
    taken.push(file);
    await discardReceived(dataFolder, path.relative(dataFolder, sent.file.path));
    return { ...sent, file, fileName: only.name };
  } finally {
    await discard();
  }
}

async function receiveBody(request: Request, { dataFolder, taken, allowance }: Coming): Promise<SentImport> {
  if (request.body === null) throw new FileRefused("empty", FILE_PROBLEMS.noFile);
  const requested = requestedIn(new URL(request.url).searchParams);
  requireFileName(requested.fileName);
  const file = await takeFile(dataFolder, bodyOf(request), allowance);
  taken.push(file);
  const contentLength = request.headers.get("Content-Length");
  if (contentLength !== null && Number(contentLength) !== file.bytes) throw notWhole();
  return { file, fileName: requested.fileName, requested };
}

async function receiveForm(request: Request, { dataFolder, taken, allowance }: Coming): Promise<SentImport> {
  let fileName = "";
  const form = new URLSearchParams();
  for await (const part of formParts(bodyOf(request), request.headers.get("Content-Type"))) {
    if (part.name !== "file") {
      const isFirst = REQUESTED.some((name) => name === part.name) && !form.has(part.name);
      if (isFirst) form.set(part.name, await textOfPart(part.data, MAX_REQUEST_BYTES));
      continue;
    }
    if (taken.length > 0) throw new FileRefused("unreadable", FILE_PROBLEMS.oneFile);
    taken.push(await takeFile(dataFolder, part.data, allowance));
    fileName = part.fileName ?? "";
  }
  const [file] = taken;
  if (file === undefined) throw new FileRefused("empty", FILE_PROBLEMS.noFilePart);
  const requested = requestedIn(form, new URL(request.url).searchParams);
  requireFileName(requested.fileName);
  return { file, fileName: requested.fileName || fileName, requested };
}

/** A disk that is full is nothing that the sender could fix. */
function isFromSystem(error: unknown): error is Error & { code: unknown } {
  return error instanceof Error && "code" in error;
}

function isBrokenLine(error: unknown): boolean {
  return isFromSystem(error) && error.code === "ECONNRESET";
}

function requestedIn(...sources: readonly URLSearchParams[]): SentRequest {
  const first = (name: string) => {
    for (const source of sources) {
      const value = source.get(name);
      if (value !== null && value.trim() !== "") return value.trim();
    }
    return "";
  };
  return {
    mapping: first("mapping"),
    vendor: first("vendor"),
    vendorName: first("vendorName"),
    dryRun: first("dryRun"),
    fileName: first("fileName"),
  };
}

function notWhole(): FileRefused {
  return new FileRefused("cut-short", FILE_PROBLEMS.incompleteUpload);
}
