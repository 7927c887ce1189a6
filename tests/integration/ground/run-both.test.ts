import { spawn } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const RUN_BOTH = fileURLToPath(new URL("../../run-both.mjs", import.meta.url));

/** Stands for npm: runs the shell lines that the test gives for `npm test` and for `npm run test:faults`. */
const NPM = `#!/bin/sh
case "$*" in
  test) eval "$FIRST_HALF" ;;
  "run test:faults") eval "$SECOND_HALF" ;;
  *) echo "unexpected: npm $*"; exit 9 ;;
esac
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-both-"));
  await writeFile(path.join(folder, "npm"), NPM);
  await chmod(path.join(folder, "npm"), 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What `.ci/run` prints and ends with, when its two commands do this. */
async function runBoth(first: string, second: string, programs = `${folder}:/usr/bin:/bin`) {
  const child = spawn(process.execPath, [RUN_BOTH], {
    env: { NODE_ENV: "test", PATH: programs, FIRST_HALF: first, SECOND_HALF: second },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let printed = "";
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (chunk: string) => (printed += chunk));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  const lines = printed.trimEnd().split("\n");
  return { lines, verdict: lines.at(-1), code };
}

describe("both test commands in one run", () => {
  test("pass when both pass, and their counts are added up in the last line", async () => {
    const { verdict, code } = await runBoth("echo '30 passed, 0 failed'", "echo '12 passed, 0 failed'");
    expect([verdict, code]).toEqual(["42 passed, 0 failed", 0]);
  });

  test("say how many tests were skipped in either of them", async () => {
    const { verdict, code } = await runBoth("echo '30 passed, 0 failed, 2 skipped'", "echo '12 passed, 0 failed'");
    expect([verdict, code]).toEqual(["42 passed, 0 failed, 2 skipped", 0]);
  });

  test("fail when the first fails, and the second runs all the same", async () => {
    const { verdict, code } = await runBoth("echo '29 passed, 1 failed'; exit 1", "echo '12 passed, 0 failed'");
    expect([verdict, code]).toEqual(["41 passed, 1 failed", 1]);
  });

  test("fail when the second fails", async () => {
    const { verdict, code } = await runBoth("echo '30 passed, 0 failed'", "echo '10 passed, 2 failed'; exit 1");
    expect([verdict, code]).toEqual(["40 passed, 2 failed", 1]);
  });

  test("fail when one reports failures, whatever it ends with", async () => {
    const { verdict, code } = await runBoth("echo '29 passed, 1 failed'", "echo '12 passed, 0 failed'");
    expect([verdict, code]).toEqual(["41 passed, 1 failed", 1]);
  });

  test("name the failed tests of both in the lines before the last", async () => {
    const { lines } = await runBoth(
      "echo 'FAILED  one.test.ts > adds up: AssertionError'; echo more; echo '29 passed, 1 failed'; exit 1",
      "echo more; echo 'FAILED  two.test.ts > holds: Error'; echo '11 passed, 1 failed'; exit 1",
    );
    const named = ["FAILED  one.test.ts > adds up: AssertionError", "FAILED  two.test.ts > holds: Error"];
    expect(lines).toEqual(["more", "more", "", ...named, "", "40 passed, 2 failed"]);
  });

  test("fail when one reports none and ends with an error", async () => {
    const { verdict, code } = await runBoth("echo '30 passed, 0 failed'; exit 3", "echo '12 passed, 0 failed'");
    expect([verdict, code]).toEqual(["42 passed, 1 failed", 1]);
  });

  test.each([
    ["ends without a verdict", "echo 'no disk'"],
    ["is killed before its verdict", "kill -9 $$"],
    ["is killed after its verdict", "echo '0 passed, 0 failed'; kill -9 $$"],
  ])("count one failure for a command that %s, and run the other", async (_what, broken) => {
    const first = await runBoth(broken, "echo '12 passed, 0 failed'");
    expect([first.verdict, first.code]).toEqual(["12 passed, 1 failed", 1]);
    const second = await runBoth("echo '30 passed, 0 failed'", broken);
    expect([second.verdict, second.code]).toEqual(["30 passed, 1 failed", 1]);
  });

  test("count one failure each when npm cannot be started", async () => {
    const { verdict, code } = await runBoth("", "", path.join(folder, "nothing"));
    expect([verdict, code]).toEqual(["0 passed, 2 failed", 1]);
  });

  test("pass on what each prints, in order, and no verdict but their own", async () => {
    const { lines } = await runBoth(
      "echo 'types passed'; echo '5 passed, 0 failed'; printf 'no end of line'; exit 1",
      "echo 'walks passed'; printf '7 passed, 0 failed'",
    );
    expect(lines).toEqual(["types passed", "no end of line", "walks passed", "", "12 passed, 1 failed"]);
  });
});
