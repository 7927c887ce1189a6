import { FileRefused } from "../refusal";

/** A part of a form, to be read to its end before the next one is asked for. */
export type FormPart = {
  name: string;
  /** As the sender calls it, without folders; null: the part is no file. */
  fileName: string | null;
  data: AsyncIterable<Uint8Array>;
};

const MOST_HEADER_BYTES = 16_384;
const BLANK_LINE = Buffer.from("\r\n\r\n");

/**
 * The parts of a `multipart/form-data` body (RFC 7578) as they come, in memory that does not grow with them. `FileRefused` where
 * the body is no such form or ends before its last part does.
 */
export async function* formParts(
  body: AsyncIterable<Uint8Array>,
  contentType: string | null,
): AsyncGenerator<FormPart> {
  const boundary = /;\s*boundary=(?:"([^"]{1,200})"|([^;\s]{1,200}))/i.exec(contentType ?? "");
  if (!/^multipart\/form-data\b/i.test(contentType ?? "") || !boundary) throw notAForm();
  const delimiter = Buffer.from(`\r\n--${boundary[1] ?? boundary[2] ?? ""}`);
  const source = new Source(body);
  await passOver(source.until(delimiter));
  while ((await source.peek(2)) !== "--") {
    const headers: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of source.until(BLANK_LINE)) {
      bytes += piece.length;
      if (bytes > MOST_HEADER_BYTES) throw notAForm();
      headers.push(piece);
    }
    const { name, fileName } = readDisposition(Buffer.concat(headers).toString("utf8"));
    const data = source.until(delimiter);
    yield { name, fileName, data };
    await passOver(data);
  }
}

/** Bytes that come in pieces, cut where a mark stands. */
class Source {
  readonly #pieces: AsyncIterator<Uint8Array>;
  /** A mark stands at the beginning of a line, the first one too. */
  #held = Buffer.from("\r\n");

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#pieces = body[Symbol.asyncIterator]();
  }

  /** What stands before the mark, which is passed over. */
  async *until(mark: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      if (at >= 0) {
        const before = this.#held.subarray(0, at);
        this.#held = this.#held.subarray(at + mark.length);
        if (before.length > 0) yield before;
        return;
      }
      const safe = Math.max(0, this.#held.length - mark.length + 1);
      const before = this.#held.subarray(0, safe);
      this.#held = this.#held.subarray(safe);
      if (before.length > 0) yield before;
      await this.#fill();
    }
  }

  async peek(length: number): Promise<string> {
    while (this.#held.length < length) await this.#fill();
    return this.#held.subarray(0, length).toString("latin1");
  }

  async #fill(): Promise<void> {
    const next = await this.#pieces.next();
    if (next.done) throw notAForm();
    this.#held = Buffer.concat([this.#held, next.value]);
  }
}

async function passOver(data: AsyncGenerator<Uint8Array>): Promise<void> {
  for (let next = await data.next(); !next.done;) next = await data.next();
}

function readDisposition(headers: string): Pick<FormPart, "name" | "fileName"> {
  const line = headers.split("\r\n").find((header) => /^content-disposition\s*:/i.test(header)) ?? "";
  const said = new Map<string, string>();
  for (const [, key = "", quoted, bare = ""] of line.matchAll(/;\s*([\w*]+)\s*=\s*(?:"((?:\\"|[^"])*)"|([^;\s]*))/g))
    said.set(key.toLowerCase(), quoted === undefined ? bare : unescaped(quoted));
  const name = said.get("name");
  if (name === undefined || !/form-data/i.test(line)) throw notAForm();
  const fileName = said.get("filename");
  return { name, fileName: fileName === undefined ? null : (fileName.split(/[/\\]/).pop() ?? "") };
}

/** Browsers write a quote, and the ends of lines, in a name as percent and two digits; other programs put a backslash before it. */
function unescaped(quoted: string): string {
  return quoted
    .replaceAll('\\"', '"')
    .replaceAll("%22", '"')
    .replaceAll(/%0[DA]/gi, " ");
}

function notAForm(): FileRefused {
  return new FileRefused(
    "unreadable",
    "The body is not the multipart/form-data that its Content-Type says, or it ends before its last part does.",
  );
}
