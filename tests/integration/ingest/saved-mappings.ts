import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Database } from "~/data/db/database.server";
import { importFile } from "~/ingest/load/import-file.server";

type Import = { content: string; mapping: object; vendor: string; sources?: readonly string[] | "all" };

/** Imports a file of a vendor by a mapping, which is saved, as somebody whose imports may be limited to some sources. */
export async function importOf(
  db: Database,
  dataFolder: string,
  { content, mapping, vendor, sources = "all" }: Import,
) {
  const file = path.join(dataFolder, "sent.csv");
  await writeFile(file, content);
  return importFile(db, {
    path: file,
    fileName: "sent.csv",
    mapping,
    vendor: { key: vendor, name: vendor },
    by: { actor: "test", userId: null },
    limits: { sources, vendors: "all" },
    filesFolder: path.join(dataFolder, "files"),
  });
}

/** Every saved mapping with its vendor, null for nobody, in the order in which they were saved. */
export async function savedMappings(db: Database) {
  const vendors = await db.inside.vendor.findMany();
  const mappings = await db.inside.mapping.findMany({ orderBy: { id: "asc" } });
  return mappings.map(({ vendorId, key, version, document }) => ({
    vendor: vendors.find(({ id }) => id === vendorId)?.key ?? null,
    key,
    version,
    document,
  }));
}
