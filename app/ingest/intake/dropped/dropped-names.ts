const UNFINISHED = /\.(part|partial|filepart|tmp|temp|crdownload|download|swp)$|~$/i;
const OF_SYSTEMS = /^(\.|~\$|(thumbs\.db|desktop\.ini)$)/i;
const FOLDERS_OF_SYSTEMS = new Set(["lost+found", "System Volume Information"]);

/** The folders beside dropped files where they lie when all is stated of them. */
export const DONE_FOLDER = "done";
export const REFUSED_FOLDER = "refused";

/** Whether a file by this name is none that was dropped: one still on its way, or one that a system keeps for itself. */
export function isNoDrop(name: string): boolean {
  return OF_SYSTEMS.test(name) || UNFINISHED.test(name);
}

/** Whether a folder by this name is meant for a partner's files, be there such a partner or not. */
export function isForPartner(name: string): boolean {
  return /^[\p{L}\p{N}]/u.test(name) && ![DONE_FOLDER, REFUSED_FOLDER].includes(name) && !FOLDERS_OF_SYSTEMS.has(name);
}
