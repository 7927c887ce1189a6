import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, get, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import compression from "compression";
import express from "express";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { builtFiles } from "~/server/built-files.server";

const SCRIPT = `export const stated = "${"all work and no play ".repeat(200)}";\n`;

let folder = "";
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "plumbline-built-"));
  const assets = path.join(folder, "assets");
  mkdirSync(assets);
  writeFileSync(path.join(assets, "page-1.js"), SCRIPT);
  writeFileSync(path.join(assets, "page-1.js.br"), brotliCompressSync(SCRIPT));
  writeFileSync(path.join(assets, "alone-1.js"), SCRIPT);
  const app = express().use(compression(), ...builtFiles(folder));
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function ask(name: string, encodings: string): Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }> {
  const { port } = server.address() as AddressInfo;
  const headers = { "accept-encoding": encodings };
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path: `/assets/${name}`, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    }).on("error", reject);
  });
}

describe("a built script", () => {
  test("goes out as the build compressed it, still a script and still kept for good", async () => {
    const { status, headers, body } = await ask("page-1.js", "gzip, deflate, br");
    expect(status).toBe(200);
    expect(headers["content-encoding"]).toBe("br");
    expect(headers["content-type"]).toMatch(/javascript/);
    expect(headers["cache-control"]).toContain("immutable");
    expect(headers["vary"]).toMatch(/accept-encoding/i);
    expect(body).toEqual(brotliCompressSync(SCRIPT));
  });

  test("goes out otherwise to a browser that does not take that form", async () => {
    for (const encodings of ["identity", "br;q=0", ""]) {
      const { headers, body } = await ask("page-1.js", encodings);
      expect(headers["content-encoding"]).toBeUndefined();
      expect(headers["vary"]).toMatch(/accept-encoding/i);
      expect(body.toString()).toBe(SCRIPT);
    }
    expect((await ask("page-1.js", "gzip")).headers["content-encoding"]).toBe("gzip");
  });

  test("that has no compressed form is compressed on its way", async () => {
    const { headers, body } = await ask("alone-1.js", "br");
    expect(headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(body).toString()).toBe(SCRIPT);
  });

  test("that is not there is not found, in plain words", async () => {
    for (const name of ["gone-1.js", "constructor", "%2e%2e%2fpage-1.js"]) {
      const { status, headers } = await ask(name, "br");
      expect(status).toBe(404);
      expect(headers["cache-control"]).toBe("no-store");
    }
  });
});
