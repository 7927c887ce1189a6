import { Busboy, type BusboyInstance } from "@fastify/busboy";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ReadableStream } from "node:stream/web";
import { FileRefused } from "../refusal";

/** A part of a form, to be read to its end before the next one is asked for. */
export type FormPart = {
  name: string;
  /** As the sender calls it, without folders; null: the part is no file. */
  fileName: string | null;
  data: AsyncIterable<Uint8Array>;
};

/**
 * The parts of a `multipart/form-data` body (RFC 7578) as they come, in memory that does not grow with them. `FileRefused` where
 * the body is no such form or ends before its last part does. A part without a name is passed over.
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
        open.add(file.once("end", () => open.delete(file)));
        const part = { name, fileName: fileName === undefined ? null : unescaped(fileName), data: dataOf(file) };
        found.enqueue({ part, file });
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
    });
  } catch {
    throw notAForm();
  }
}

/** Browsers write a quote, and the ends of lines, in a name as percent and two digits. */
function unescaped(fileName: string): string {
  return fileName.replaceAll("%22", '"').replaceAll(/%0[DA]/gi, " ");
}

function notAForm(): FileRefused {
  return new FileRefused(
    "unreadable",
    "The body is not the multipart/form-data that its Content-Type says, or it ends before its last part does.",
  );
}
