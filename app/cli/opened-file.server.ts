import { stat } from "node:fs/promises";
import path from "node:path";
import { onlyFile, unpack, type Unpacked, type UnpackedFile } from "~/ingest/format/unpack.server";
import { CommandFailure } from "./command";
import { IMPORT_COMMAND } from "~/wording/imports/command-line";

export type OpenedFile = UnpackedFile & Pick<Unpacked, "discard">;

/** The file, or what is packed in it: its only one, or the one that is named. What is no file is left to its reader to name. */
export async function openedFile(file: string, member?: string): Promise<OpenedFile> {
  const name = path.basename(file);
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return { name, path: file, discard: async () => undefined };
  const { files, discard } = await unpack(file, name);
  try {
    return { ...(member === undefined ? onlyFile(files) : namedFile(files, member)), discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

function namedFile(files: readonly UnpackedFile[], member: string): UnpackedFile {
  const found = files.find(({ name }) => name === member || path.basename(name) === member);
  if (found) return found;
  const names = files.map(({ name }) => name);
  throw new CommandFailure(IMPORT_COMMAND.unknownMember(member, names), "unknown-member", {
    members: names,
  });
}
