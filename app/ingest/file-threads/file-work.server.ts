import { checkRows, type FileCheck, type FileToCheck } from "../check-file.server";
import type { Mapping } from "../mapping";
import { openFile } from "../open-file.server";
import { rejectedRowsOfFile, type RejectedRows } from "../rejected-rows.server";
import { detectFileForm, type FileReading } from "../wizard/file-reading.server";
import type { FileWish } from "../wizard/wizard-state";

/** What is asked of a file, and what comes of it, a value at a time. All of it is plain data: it goes from thread to thread. */
export type FileWork = {
  form: { asked: { path: string; wish: FileWish }; answer: FileReading };
  opens: { asked: { path: string; mapping: Mapping }; answer: true };
  check: { asked: FileToCheck; answer: FileCheck };
  rejected: { asked: RejectedRows; answer: string };
};
export type FileWorkKind = keyof FileWork;

/** Files are parsed here, and only here, on behalf of somebody who waits for a page. */
export const FILE_WORK: {
  [Kind in FileWorkKind]: (asked: FileWork[Kind]["asked"]) => AsyncGenerator<FileWork[Kind]["answer"]>;
} = {
  async *form({ path, wish }) {
    yield await detectFileForm(path, wish);
  },
  async *opens({ path, mapping }) {
    await openFile(path, mapping);
    yield true;
  },
  check: checkRows,
  rejected: rejectedRowsOfFile,
};
