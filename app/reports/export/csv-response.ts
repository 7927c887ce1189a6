import { attachment } from "./attachment";
import type { CsvFile } from "./csv-file";
import { streamedResponse, type Output } from "./streamed-response";

/** A chunk holds at least so much, so that a line is no network packet of its own. */
const CHUNK_CHARS = 16_384;

/** The file as a download that nobody keeps on the way. */
export function csvResponse({ output }: { output: Output }, { name, lines }: CsvFile): Promise<Response> {
  return streamedResponse(output, inChunks(lines), attachment(name, "text/csv; charset=utf-8"));
}

async function* inChunks(lines: CsvFile["lines"]): AsyncGenerator<Uint8Array, void, void> {
  const encoder = new TextEncoder();
  let chunk = "";
  for await (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK_CHARS) continue;
    yield encoder.encode(chunk);
    chunk = "";
  }
  if (chunk !== "") yield encoder.encode(chunk);
}
