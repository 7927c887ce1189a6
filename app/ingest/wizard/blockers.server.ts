import type { Database } from "~/data/db/database.server";
import type { Viewer } from "~/domain/access/viewer";
import type { StagedFile } from "./uploads.server";
import { loadMapping } from "./check-upload.server";

/** What keeps an import from going on, and at which step it is fixed. */
export type Blocker = { message: string; step: "preview" | "map" };

/** What is open in the mapping, or why the file cannot be read at all. */
export async function findBlockers(db: Database, viewer: Viewer, staged: StagedFile): Promise<Blocker[]> {
  const made = await loadMapping(db, viewer, staged);
  if (!made.ok)
    return [{ message: made.refusal.message, step: made.refusal.code === "mapping-invalid" ? "map" : "preview" }];
  return made.value.open.map(({ id, message }) => ({
    message,
    step: id === "vendor" || id === "zone" ? "preview" : "map",
  }));
}
