import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ownIdentity } from "~/data/cluster/process-identity.server";
import { runFolder } from "../../support/run-folders";

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(path.join(tmpdir(), "plumbline-run-folders-"));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

test("a test run removes the folders of runs that were killed, and no others", async () => {
  // No process has this number: it is above what systems give.
  const ended = "plumbline-threads-4194999-1-abc";
  const running = `plumbline-threads-${ownIdentity()}-abc`;
  const unmarked = "plumbline-threads-abc";
  const other = "plumbline-other-4194999-1-abc";
  for (const name of [ended, running, unmarked, other]) await mkdir(path.join(parent, name));

  const first = path.basename(await runFolder(parent, "plumbline-threads-"));
  expect((await readdir(parent)).toSorted()).toEqual([other, running, unmarked, first].toSorted());

  const twoDaysOn = Date.now() + 2 * 86_400_000;
  const second = path.basename(await runFolder(parent, "plumbline-threads-", twoDaysOn));
  expect((await readdir(parent)).toSorted()).toEqual([other, running, first, second].toSorted());
});
