import path from "node:path";
import { isStorableText } from "~/domain/input/storable-text";
import { FileRefused } from "~/domain/input/refusal";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

const MAX_FILE_NAME_CHARS = 200;
/** As file systems have it. */
const MAX_SENT_NAME_CHARS = 255;

/** Refuses a name that no file on a disk has. */
export function requireFileName(name: string): void {
  if (name.length > MAX_SENT_NAME_CHARS)
    throw new FileRefused("unsafe-name", FILE_PROBLEMS.nameTooLong(MAX_SENT_NAME_CHARS));
  if (/\p{Cc}/u.test(name) || !isStorableText(name)) throw new FileRefused("unsafe-name", FILE_PROBLEMS.nameCharacters);
}

/** What a file is called by its sender, without folders and without what could mislead: to show, never to open. */
export function tidyFileName(name: string): string {
  const bare = path.posix
    .basename(name.replaceAll("\\", "/"))
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim();
  return bare.slice(0, MAX_FILE_NAME_CHARS).toWellFormed() || "file";
}
