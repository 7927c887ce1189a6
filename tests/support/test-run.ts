import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const resolve = { alias: { "~": path.join(PROJECT, "app") } };
const define = { PLUMBLINE_BUILD_ID: JSON.stringify("tests") };
const TEST = /\.test\.tsx?$/;

const textOf = (file: string) => readFileSync(path.join(PROJECT, file), "utf8");

/** The test files below these folders, but for those below the others. */
export function testFiles(folders: readonly string[], except: readonly string[]): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(path.join(PROJECT, folder), { recursive: true, encoding: "utf8" }).map((name) =>
        path.posix.join(folder, name.split(path.sep).join("/")),
      ),
    )
    .filter((file) => TEST.test(file) && !except.some((folder) => file.startsWith(`${folder}/`)));
}

/** Unit and integration tests: what `npm test` runs besides the checks and the tests in a real browser. */
export const EVERYDAY_TESTS: readonly string[] = testFiles(["app", "seed", "tests"], ["tests/e2e", "tests/faults"]);

/** Those of the files that try all of their runs and cases in `npm run test:faults` alone. */
export function withLongProperties(files: readonly string[]): string[] {
  return files.filter((file) => textOf(file).includes("/support/property-runs"));
}

/**
 * These test files on one throw-away database server. Files share two processes, in which each module is read once:
 * reading them takes longer than most files' tests. A file that replaces modules, timers or globals (`vi.`) gets a process of its own.
 */
export function testRun(files: readonly string[], env: Readonly<Record<string, string>> = {}): ViteUserConfig {
  const apart = files.filter((file) => textOf(file).match(/\bvi\.\w/));
  const together = files.filter((file) => !apart.includes(file));
  return defineConfig({
    resolve,
    test: {
      globalSetup: ["tests/support/cluster.setup.ts", "tests/support/thread-programs.setup.ts"],
      maxWorkers: 2,
      projects: [
        part({ name: "together", include: together, isolate: false, env }),
        part({ name: "apart", include: apart, isolate: true, env }),
      ],
    },
  });
}

type Part = { name: string; include: string[]; isolate: boolean; env: Readonly<Record<string, string>> };

function part(setting: Part): ViteUserConfig {
  return {
    resolve,
    define,
    test: {
      ...setting,
      setupFiles: ["tests/support/each-file.setup.ts"],
      // Against a hang alone: no test depends on how fast the machine is.
      testTimeout: 1_200_000,
      hookTimeout: 1_200_000,
      pool: "forks",
    },
  };
}
