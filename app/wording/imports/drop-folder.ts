/** What Plumbline writes beside a dropped file. */
export const DROP_FOLDER = {
  again: (batch: number, figures: string) =>
    `No changes: this file was imported before, as import ${batch} (${figures}).`,
  imported: (batch: number, figures: string) => `Applied as import ${batch}: ${figures}.`,
  waits: "Not imported yet. Complete the mapping under Unfinished on the Imports page:",
  original: "The upload is deleted after one week. The original file stays here; you can drop it again at any time.",
  refused: (reason: string) => `Rejected; nothing was saved. ${reason}`,
  read: (rows: number) => (rows === 1 ? "row read" : "rows read"),
  new: "new",
  changed: "changed",
  unchanged: "unchanged",
  rejected: "rejected",
  noMapping: (partner: string | null) => `No saved mapping of ${partner ?? "this partner"} matches these headings.`,
  renamed: (mapping: string, from: string, to: string) =>
    `The mapping “${mapping}” expects “${from}”, which is probably “${to}” now.`,
  missing: (mapping: string, heading: string) => `The mapping “${mapping}” expects “${heading}”, which is missing.`,
  mappingStarted: "The mapping is not complete.",
  advice: "Move the file to the folder named after the key of its partner.",
  besideFolders: "The file is not in a partner’s folder.",
  unknownPartner: (key: string) => `Partner “${key}” not found.`,
  mappingGone: (file: string) => `The mapping that matches ${file} was deleted.`,
  cancelled: "The import was canceled.",
  runGone: "The import no longer exists. Drop the file again.",
} as const;

/** Why a run in the background ended without importing. */
export const RUN_FAILURES = {
  unexpected:
    "Something went wrong that is not related to the file. Nothing was saved. Try again; if it happens again, contact an admin.",
  attempts: (attempts: number) => `The import failed after ${attempts} attempts.`,
  notPermitted: (person: string) => `${person} can no longer import files. Nothing was saved.`,
} as const;
