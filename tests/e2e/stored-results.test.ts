import { readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { afterEach, expect, inject, it } from "vitest";
import { projectFolder } from "~/config/project-folder.server";
import { openCluster } from "~/data/cluster/cluster.server";
import { lastFullMonth, useDemoServer } from "./demo-server";

const server = useDemoServer();
afterEach(() => server.closePages());

it("the built server stores the results of a scorecard under the build that it runs", async () => {
  const page = await server.openPageAs("lead@demo.plumbline.example");
  await page.goto(`/scorecards/kestrel/${lastFullMonth()}`);
  const cluster = await openCluster({ dataFolder: inject("demoServer").dataFolder });
  const client = new pg.Client({ connectionString: cluster.url("application") });
  await client.connect();
  const { rows } = await client.query<{ build: string }>(
    "SELECT DISTINCT build_id AS build FROM target_result JOIN vendor v ON v.id = vendor_id WHERE v.key = 'kestrel' AND period = $1",
    [lastFullMonth()],
  );
  await client.end();
  await cluster.release();
  const stamp = await readFile(path.join(projectFolder(), "build", ".stamp"), "utf8");
  expect(rows).toEqual([{ build: stamp.trim() }]);
});
