import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds package.json and prisma/, seen from the sources and from the built bundles alike. */
export function projectFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, "prisma", "schema.prisma"))) {
    const parent = path.dirname(folder);
    if (parent === folder)
      throw new Error("Plumbline's folder (with prisma/schema.prisma) was not found above its code.");
    folder = parent;
  }
  return folder;
}
