import { Busboy, type BusboyInstance } from "@fastify/busboy";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ReadableStream } from "node:stream/web";
import { isStorableText } from "~/domain/input/storable-text";
import { isFlatName } from "~/forms/field-names";
import { requireFileName } from "../../format/file-name";
import { FileRefused } from "~/domain/input/refusal";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

/** A part of a form, to be read to its end before the next one is requested. */
export type FormPart = {
  name: string;
  /** As the sender calls it, without folders; null: the part is no file. */
  fileName: string | null;
  data: AsyncIterable<Uint8Array>;
};

const MAX_PARTS = 200;
/** Enough for the headings of a part and the longest name of a file. */
const PART_LIMITS = { parts: MAX_PARTS, files: MAX_PARTS, headerPairs: 20, headerSize: 16_384 };

/**
 * The parts of a `multipart/form-data` body (RFC 7578) as they come, in memory that does not grow with them. `FileRefused` where
 * the body is no such form, ends before its last part does, or has more parts or other names than any form of ours. A part without a
 * name is skipped.
 */
export async function* formParts(
  body: AsyncIterable<Uint8Array>,
  contentType: string | null,
): AsyncGenerator<FormPart> {
  const parser = parserOf(contentType);
  let failure: unknown = notAForm();
  async function* whole() {
    try {
      yield* body;
    } catch (error) {
      failure = error;
      throw error;
    }
  }
  async function* dataOf(file: Readable): AsyncGenerator<Uint8Array> {
    try {
      yield* file.iterator({ destroyOnReturn: false });
    } catch {
      throw failure;
    }
  }
  const open = new Set<Readable>();
  const left = new AbortController();
  const parts = new ReadableStream<{ part: FormPart; file: Readable }>({
    start(found) {
      parser.on("file", (name, file, fileName: string | undefined) => {
        // The parser emits on a part that is cut off, also where nobody reads it yet; without a listener that ends the process.
        file.on("error", () => undefined);
        open.add(file.once("end", () => open.delete(file)));
        const part = { name, fileName: fileName === undefined ? null : unescaped(fileName), data: dataOf(file) };
        found.enqueue({ part, file });
      });
      // Parts without a name, or that nobody has requested yet, count as well.
      parser.once("partsLimit", () => {
        failure = new FileRefused("unreadable", FILE_PROBLEMS.tooManyParts(MAX_PARTS));
        left.abort();
      });
      pipeline(whole, parser, { signal: left.signal }).then(
        () => left.signal.aborted || found.close(),
        () => {
          for (const file of open) file.destroy();
          found.error(failure);
        },
      );
    },
    cancel: () => left.abort(),
  });
  for await (const { part, file } of parts) {
    if (!isFlatName(part.name) || !isStorableText(part.name)) throw noSuchPart();
    requireFileName(part.fileName ?? "");
    yield part;
    file.resume();
  }
}

/** Every part with a name is streamed, also those that are no files. */
function parserOf(contentType: string | null): BusboyInstance {
  if (!/^multipart\/form-data\b/i.test(contentType ?? "")) throw notAForm();
  try {
    return new Busboy({
      headers: { "content-type": contentType ?? "" },
      isPartAFile: (name) => name !== undefined,
      limits: PART_LIMITS,
    });
  } catch {
    throw notAForm();
  }
}

/** Browsers write a quote, and the ends of lines, in a name as percent and two digits. */
function unescaped(fileName: string): string {
  return fileName.replaceAll("%22", '"').replaceAll(/%0[DA]/gi, " ");
}

/** The text of a part that is no file, without a byte order mark. Refused where it is longer, or no text that can be stored. */
export async function textOfPart(data: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const bytes = await bytesOfPart(data, maxBytes);
  const text = bytes === null ? null : textOfBytes(bytes);
  if (text === null) throw new FileRefused("mapping-invalid", FILE_PROBLEMS.textPart);
  return text;
}

/** What a part holds; null where that is more. */
export async function bytesOfPart(data: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer | null> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of data) {
    bytes += piece.length;
    if (bytes > maxBytes) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Bytes as text in UTF-8, without a byte order mark; null where they are none that can be stored. */
export function textOfBytes(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return isStorableText(text) ? text : null;
  } catch {
    return null;
  }
}

function noSuchPart(): FileRefused {
  return new FileRefused("unreadable", FILE_PROBLEMS.unknownParts);
}

function notAForm(): FileRefused {
  return new FileRefused("unreadable", FILE_PROBLEMS.badMultipart);
}
