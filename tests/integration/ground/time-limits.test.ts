import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** A third argument of `it` or a hook, on a line of its own or after the closing brace. */
const LIMIT = /^\s*\}, (?:[A-Z_]+|\d[\d_]*_000)\);$|^ {2,6}\d[\d_]*_000,\n {2,4}\);$/m;

test("no test has a time limit of its own: a busy machine only takes longer", () => {
  expect("  }, 240_000);").toMatch(LIMIT);
  expect("    },\n    120_000,\n  );").toMatch(LIMIT);
  const files = ["app", "seed", "tests"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.test\.tsx?$/.test(name))
      .map((name) => path.join(folder, name)),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => LIMIT.test(readFileSync(file, "utf8")))).toEqual([]);
});
