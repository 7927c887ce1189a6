import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { getFileInfo, resolveConfigFile } from "prettier";
import { expect, test } from "vitest";

const PROJECT = fileURLToPath(new URL("../../../", import.meta.url));
const SOURCE_FILES = readdirSync(path.join(PROJECT, "app"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(tsx?|mjs)$/.test(entry.name))
  .map((entry) => path.relative(PROJECT, path.join(entry.parentPath, entry.name)))
  .filter((file) => !file.startsWith(path.join("app", "data", "generated")));

test("every source file below app is formatted, those in a folder named like the data folder too", async () => {
  expect(await resolveConfigFile(path.join(PROJECT, "app/root.tsx"))).not.toBeNull();
  const ignored: string[] = [];
  for (const file of SOURCE_FILES) {
    const info = await getFileInfo(path.join(PROJECT, file), { ignorePath: path.join(PROJECT, ".prettierignore") });
    if (info.ignored) ignored.push(file);
  }
  expect(ignored).toEqual([]);
});

test("every source file below app is linted", () => {
  const oxlint = path.join(PROJECT, "node_modules/oxlint/bin/oxlint");
  const { stdout } = spawnSync(process.execPath, [oxlint, "--quiet", "app"], { cwd: PROJECT, encoding: "utf8" });
  expect(Number(/on (\d+) files/.exec(stdout)?.[1])).toBe(SOURCE_FILES.length);
});
