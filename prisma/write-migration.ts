import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openCluster } from "~/data/cluster/cluster.server";
import { schemaDrift } from "~/data/db/schema-drift.server";
import { projectFolder } from "~/config/project-folder.server";

/**
 * `npm run db:migration -- 0003_what_it_does`: writes the migration that brings a database from the migrations so far to
 * schema.prisma. Migrations that exist are never touched. Row security for a new table is added to the file by hand.
 */
const name = process.argv[2] ?? "";
const folder = path.join(projectFolder(), "prisma", "migrations", name);

async function findDrift(): Promise<string> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), "plumbline-schema-"));
  const cluster = await openCluster({ dataFolder, durable: false });
  try {
    return await schemaDrift(cluster.url("application"));
  } finally {
    await cluster.release();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function writeMigration(): Promise<string> {
  if (!/^\d{4}_[a-z0-9_]+$/.test(name)) return "Name the migration: npm run db:migration -- 0003_what_it_does";
  if (existsSync(folder))
    return `prisma/migrations/${name} is already there; a migration that has landed never changes.`;
  const script = await findDrift();
  if (script === "") return "schema.prisma asks for nothing that the migrations do not already build.";
  await mkdir(folder);
  await writeFile(path.join(folder, "migration.sql"), script);
  process.stdout.write(`Wrote prisma/migrations/${name}/migration.sql (${script.split("\n").length} lines).\n`);
  return "";
}

const refusal = await writeMigration();
if (refusal !== "") {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 1;
}
