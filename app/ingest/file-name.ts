import path from "node:path";

const MOST_FILE_NAME_CHARS = 200;

/** What a file is called by its sender, without folders and without what could mislead: to show, never to open. */
export function tidyFileName(name: string): string {
  const bare = path.posix
    .basename(name.replaceAll("\\", "/"))
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim();
  return bare.slice(0, MOST_FILE_NAME_CHARS).toWellFormed() || "file";
}
