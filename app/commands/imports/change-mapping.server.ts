import type { Database } from "~/data/db/database.server";
import type { Viewer } from "~/domain/access/viewer";
import type { SentForm } from "~/forms/read-form.server";
import type { StagedFile } from "~/ingest/wizard/uploads.server";
import { loadMapping } from "~/ingest/wizard/check-upload.server";
import { onlyOfFile, renamesOfFile, shownOfFile } from "~/ingest/wizard/stated-of-file";
import { changeStaged } from "./change-upload.server";
import { MAP_FIELDS, readMapForm } from "./map-form";
import { readWay, WAY_FIELDS } from "./wizard-forms";

/** The fields that the forms of the mapping's page send. */
export const MAPPING_FIELDS = [...WAY_FIELDS, ...MAP_FIELDS];

/** Keeps what the form states of an upload's mapping: another mapping, or columns, answers and constants of the current one. */
export async function changeMapping(
  db: Database,
  viewer: Viewer,
  dataFolder: string,
  { staged, form }: { staged: StagedFile; form: SentForm },
): Promise<StagedFile> {
  const way = readWay(form);
  const made = await loadMapping(db, viewer, staged);
  const shown = shownOfFile(made.ok ? made.value : null);
  const change = way
    ? { ...way, renames: renamesOfFile(way.renames, shown) }
    : onlyOfFile(readMapForm(form, staged), shown);
  return changeStaged(dataFolder, staged, { ...change, saves: staged.saves + 1 });
}
