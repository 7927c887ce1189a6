import { readFile } from "node:fs/promises";
import path from "node:path";
import type { MigrationList } from "@prisma/schema-engine-wasm";
import { projectFolder } from "~/config/project-folder.server";
import { migrationsFolder, readMigrations } from "./migrate.server";
import { withSchemaEngine } from "./schema-engine.server";

const NO_FILTERS = { externalTables: [], externalEnums: [] };

/** What the migrations lack compared with the schema, as SQL; empty when they agree. `scratchUrl`: an empty database, left changed. */
export async function schemaDrift(scratchUrl: string): Promise<string> {
  const schema = await readSchema();
  const migrations = await listMigrations();
  return withSchemaEngine({ url: scratchUrl, schema }, async (engine) => {
    const result = await engine.diff({
      from: { tag: "migrations", ...migrations },
      to: { tag: "schemaDatamodel", files: [schema] },
      script: true,
      exitCode: true,
      filters: NO_FILTERS,
    });
    return result.exitCode === 0 ? "" : (result.stdout ?? "");
  });
}

async function readSchema(): Promise<{ path: string; content: string }> {
  const file = path.join(projectFolder(), "prisma", "schema.prisma");
  return { path: file, content: await readFile(file, "utf8") };
}

async function listMigrations(): Promise<MigrationList> {
  const folder = migrationsFolder();
  return {
    baseDir: folder,
    lockfile: {
      path: "migration_lock.toml",
      content: await readFile(path.join(folder, "migration_lock.toml"), "utf8").catch(() => null),
    },
    shadowDbInitScript: "",
    migrationDirectories: (await readMigrations()).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}
