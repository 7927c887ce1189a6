import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
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
  ["app/routes/wizard.tsx", "~/ingest/lost", "routes-keeps-to-its-own"],
  ["app/routes/client.ts", "~/data/generated/client", "only-data-knows-the-database-client"],
  ["app/domain/metric.ts", "~/data/rows.server", "domain-keeps-to-its-own"],
  ["app/domain/clock.ts", "node:fs", "the-domain-is-pure"],
  ["app/domain/web.ts", "express", "the-domain-is-pure"],
  ["app/wording/clock.ts", "node:os", "the-domain-is-pure"],
  ["app/wording/rows.ts", "~/data/rows.server", "wording-keeps-to-its-own"],
  ["app/data/rows.server.ts", "~/reports/report.server", "data-keeps-to-its-own"],
  ["app/reports/report.server.ts", "~/auth/session.server", "reports-keeps-to-its-own"],
  ["app/reports/imports/upload.server.ts", "~/auth/session.server", "reports-keeps-to-its-own"],
  ["app/reports/causes/notes.server.ts", "~/ingest/lost", "reports-keeps-to-its-own"],
  ["app/commands/causes/notes.server.ts", "~/reports/report.server", "commands-keeps-to-its-own"],
  ["app/commands/contracts/sow.server.ts", "~/ingest/lost", "commands-keeps-to-its-own"],
  ["app/components/imports/button.tsx", "~/reports/report.server", "components-keeps-to-its-own"],
  ["app/components/chart.tsx", "recharts", "only-charts-import-recharts"],
  ["app/reports/prisma.ts", "@prisma/client", "only-data-knows-the-database-client"],
  ["app/auth/session.server.ts", "~/reports/report.server", "auth-keeps-to-its-own"],
  ["app/forms/read.ts", "~/ingest/lost", "forms-keeps-to-its-own"],
  ["app/ingest/load/page.ts", "~/reports/report.server", "ingest-keeps-to-its-own"],
  ["app/config/port.ts", "~/domain/metric", "config-keeps-to-its-own"],
  ["app/forms/parts.ts", "@fastify/busboy", "forms-are-read-in-one-way"],
  ["app/server/dev-only.ts", "vitest", "what-runs-is-a-dependency"],
  ["app/server/start.ts", "../../tests/support", "nothing-imports-tests"],
  ["app/jobs/nightly.server.ts", "../../seed/main", "jobs-keeps-to-its-own"],
  ["app/utils/everything.ts", "~/domain/metric", "every-layer-is-known"],
  ["app/jobs/one.ts", "./two", "no-circles"],
  ["app/jobs/typed-one.ts", "./typed-two", "no-circles"],
  ["app/ingest/lost.ts", "~/ingest/nowhere", "nothing-unresolved"],
  ["app/domain/metrics/sum.ts", "~/domain/contracts/verdict", "a-module-stands-on-those-before-it"],
  ["app/wording/contracts/verdict.ts", "~/domain/causes/trend", "a-module-stands-on-those-before-it"],
  ["app/domain/calendar/day.ts", "~/domain/metrics/sum", "domain-folders-in-order"],
  ["app/wording/shared/text.ts", "~/wording/contracts/verdict", "wording-folders-in-order"],
  ["app/data/db/pool.ts", "~/data/metrics/measures", "data-folders-in-order"],
  ["app/data/metrics/measures.ts", "~/data/rollups/days", "data-folders-in-order"],
  ["app/ingest/format/table.ts", "~/ingest/wizard/page", "ingest-folders-in-order"],
  ["app/reports/shared/period.ts", "~/reports/scorecards/portfolio", "reports-folders-in-order"],
  ["app/commands/shared/command.ts", "~/commands/causes/notes.server", "commands-folders-in-order"],
  ["app/components/ui/card.tsx", "~/components/marks/mark", "components-folders-in-order"],
  ["app/reports/imports/rows.ts", "~/data/imports/load/merge", "loading-is-for-those-who-import"],
];

const OTHER_FILES = [
  "app/data/generated/client.ts",
  "tests/support.ts",
  "seed/main.ts",
  "app/root.tsx",
  "app/domain/contracts/verdict.ts",
  "app/domain/causes/trend.ts",
  "app/data/rollups/days.ts",
  "app/data/imports/load/merge.ts",
  "app/ingest/wizard/page.ts",
  "app/reports/scorecards/portfolio.ts",
  "app/components/marks/mark.ts",
];

let folder = "";
let broken: { from: string; rule: string }[] = [];

const reportSchema = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
});

const ruleSchema = z.object({ forbidden: z.array(z.object({ name: z.string() })) });

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
  await write("app/jobs/two.ts", 'import * as other from "./one";\nexport const value = other;\n');
  // A circle of which one half is a type alone.
  await write(
    "app/jobs/typed-two.ts",
    'import type * as other from "./typed-one";\nexport type Value = typeof other;\n',
  );
  // Something other than a trespass imports this, or its layer would not be seen at all.
  await write(
    "app/server/everything.ts",
    'import * as other from "~/utils/everything";\nexport const value = other;\n',
  );
  await write("tsconfig.json", JSON.stringify({ compilerOptions: { paths: { "~/*": ["./app/*"] } } }));
  await write(
    "package.json",
    JSON.stringify({
      type: "module",
      dependencies: { express: "4", recharts: "3", "@prisma/client": "7", "@fastify/busboy": "3" },
    }),
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

describe("the boundaries between layers and modules", () => {
  test.each(TRESPASSES)("%s may not import %s", (file, imports, rule) => {
    const from = rule === "every-layer-is-known" ? "app/server/everything.ts" : file;
    expect(broken, `${file} → ${imports}`).toContainEqual({ from, rule });
  });

  test("every rule has an example that breaks it", () => {
    const { forbidden } = ruleSchema.parse(
      createRequire(import.meta.url)(path.join(PROJECT, ".dependency-cruiser.cjs")),
    );
    // Server and command line may import all of app and the seed.
    const free = ["server-keeps-to-its-own", "cli-keeps-to-its-own"];
    const names = new Set(forbidden.map(({ name }) => name).filter((name) => !free.includes(name)));
    expect([...new Set(TRESPASSES.map(([, , rule]) => rule))].toSorted()).toEqual([...names].toSorted());
  });

  test("a layer has at most 25 files of its own beside its folders", () => {
    const app = path.join(PROJECT, "app");
    const layers = readdirSync(app, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const { name } of layers.filter(({ name: layer }) => layer !== "routes")) {
      const loose = readdirSync(path.join(app, name), { withFileTypes: true }).filter((entry) => entry.isFile());
      expect(loose.length, name).toBeLessThanOrEqual(25);
    }
  });
});
