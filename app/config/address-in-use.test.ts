import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { addressInUse, noteAddress } from "./address-in-use.server";
import { parseEnvironment } from "./environment";

const folder = mkdtempSync(path.join(tmpdir(), "plumbline-address-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const environment = parseEnvironment({ PLUMBLINE_DATA: folder }, "/");

test("a command prints the address that the server uses while it runs, and the configured one otherwise", () => {
  expect(addressInUse(environment)).toBe("http://localhost:3000");
  const forget = noteAddress(folder, "http://localhost:3100");
  expect(addressInUse(environment)).toBe("http://localhost:3100");
  const configured = parseEnvironment({ PLUMBLINE_DATA: folder, PLUMBLINE_ORIGIN: "https://plumbline.example" }, "/");
  expect(addressInUse(configured)).toBe("https://plumbline.example");
  forget();
  expect(addressInUse(environment)).toBe("http://localhost:3000");
});

test("a note that is damaged, or of a server that is gone, counts for nothing", () => {
  for (const left of ["{", JSON.stringify({ version: 1, origin: "http://localhost:3100", pid: 2 ** 30 })]) {
    writeFileSync(path.join(folder, "serving.json"), left);
    expect(addressInUse(environment)).toBe("http://localhost:3000");
  }
});
