import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

const PROJECT = fileURLToPath(new URL("../../../", import.meta.url));

/** A file that breaks a boundary, what it imports, and the rule that must say so. */
const TRESPASSES: [file: string, imports: string, rule: string][] = [
  ["app/routes/page.tsx", "~/data/rows.server", "routes-keeps-to-its-own"],
  ["app/routes/client.ts", "~/data/generated/client", "only-data-knows-the-database-client"],
  ["app/domain/metric.ts", "~/data/rows.server", "domain-keeps-to-its-own"],
  ["app/domain/clock.ts", "node:fs", "the-domain-is-pure"],
  ["app/domain/web.ts", "express", "the-domain-is-pure"],
  ["app/data/rows.server.ts", "~/reports/report.server", "data-keeps-to-its-own"],
  ["app/reports/report.server.ts", "~/auth/session.server", "reports-keeps-to-its-own"],
  ["app/components/ui/button.tsx", "~/reports/report.server", "components-keeps-to-its-own"],
  ["app/components/chart.tsx", "recharts", "only-charts-import-recharts"],
  ["app/reports/prisma.ts", "@prisma/client", "only-data-knows-the-database-client"],
  ["app/auth/session.server.ts", "~/reports/report.server", "auth-keeps-to-its-own"],
  ["app/server/start.ts", "../../tests/support", "nothing-imports-tests"],
  ["app/jobs/nightly.server.ts", "../../seed/main", "jobs-keeps-to-its-own"],
  ["app/utils/everything.ts", "~/domain/metric", "every-room-is-known"],
  ["app/sharing/one.ts", "./two", "no-circles"],
  ["app/ingest/lost.ts", "~/ingest/nowhere", "nothing-unresolved"],
];

const OTHER_FILES = ["app/data/generated/client.ts", "tests/support.ts", "seed/main.ts", "app/root.tsx"];

let folder = "";
let broken: { from: string; rule: string }[] = [];

const reportSchema = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
});

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-boundaries-"));
  const write = async (name: string, content: string) => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  };
  for (const name of OTHER_FILES) await write(name, "export const value = 1;\n");
  for (const [name, imports] of TRESPASSES) {
    await write(name, `import * as other from "${imports}";\nexport const value = other;\n`);
  }
  await write("app/sharing/two.ts", 'import * as other from "./one";\nexport const value = other;\n');
  // Something other than a trespass imports this, or its room would not be seen at all.
  await write(
    "app/server/everything.ts",
    'import * as other from "~/utils/everything";\nexport const value = other;\n',
  );
  await write("tsconfig.json", JSON.stringify({ compilerOptions: { paths: { "~/*": ["./app/*"] } } }));
  await write(
    "package.json",
    JSON.stringify({ type: "module", dependencies: { express: "4", recharts: "3", "@prisma/client": "7" } }),
  );
  await symlink(path.join(PROJECT, "node_modules"), path.join(folder, "node_modules"));
  const depcruise = path.join(PROJECT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const config = path.join(PROJECT, ".dependency-cruiser.cjs");
  const args = [depcruise, "app", "seed", "tests", "--config", config, "--output-type", "json"];
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  broken = reportSchema
    .parse(JSON.parse(run.stdout))
    .summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the boundaries between rooms", () => {
  test.each(TRESPASSES)("%s may not import %s", (file, imports, rule) => {
    const from = rule === "every-room-is-known" ? "app/server/everything.ts" : file;
    expect(broken, `${file} → ${imports}`).toContainEqual({ from, rule });
  });
});
