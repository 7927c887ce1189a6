import { createHash } from "node:crypto";
import { DROP_FOLDER_ACTOR } from "~/domain/access/drop-folder";
import { contentPath, renameStaged, stagedFolder } from "../intake/upload-folder.server";
import { findStagedOfAnybody, writeStaged, type StagedFile } from "./uploads.server";
import { wizardStateSchema } from "./wizard-state";
import type { TakenFile } from "../intake/dropped/take-dropped.server";

/**
 * The id under which bytes of a partner wait. The same bytes always have the same one, so that they wait once and are applied
 * once; `after` a batch of the same bytes that no longer stands as it was, they count again.
 */
export function stagedIdOfContent(vendorKey: string, sha256: string, after: number | null): string {
  const hex = createHash("sha256")
    .update(JSON.stringify(["dropped", vendorKey, sha256, after]))
    .digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}

/** Puts a taken file where uploads wait, as this partner's. One that waits there with the same bytes already is answered as it is. */
export async function stageTaken(
  dataFolder: string,
  { id: takenId, fileName, bytes }: TakenFile,
  { id, vendorKey, now }: { id: string; vendorKey: string; now: Date },
): Promise<StagedFile> {
  const folder = stagedFolder(dataFolder);
  await renameStaged(folder, takenId, id);
  const waiting = await findStagedOfAnybody(folder, id);
  if (waiting !== null) return waiting;
  const stagedAt = now.toISOString();
  const state = wizardStateSchema.parse({ fileName, bytes, actor: DROP_FOLDER_ACTOR, stagedAt, vendorKey });
  const staged = { ...state, id, path: contentPath(folder, id) };
  await writeStaged(folder, staged);
  return staged;
}
