import { get } from "node:http";

/** The most that a shared page may bring before any chart, in bytes as they are sent. */
export const MAX_SCRIPT_BYTES = 130_000;

/** The bytes, as they are sent, of the scripts that a document names itself: what a browser loads before any chart. */
export async function scriptBytes(origin: string, document: string): Promise<number> {
  const scripts = new Set(document.match(/\/assets\/[^"'\s]+\.js/g));
  let bytes = 0;
  for (const script of scripts) bytes += await bytesSent(origin + script);
  return bytes;
}

/** The bytes that a browser accepting compression would receive for an address. */
function bytesSent(address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { "accept-encoding": "br, gzip" } }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => (bytes += chunk.length));
      response.on("end", () => resolve(bytes));
    }).on("error", reject);
  });
}
