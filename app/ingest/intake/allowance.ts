import type { Usage, WaitingFile } from "~/data/imports/waiting-files.server";

/** What one request may still put on disk. Every way to exceed it rejects with `FileRefused`. */
export type Allowance = {
  /** Another file begins. */
  addFile(): void;
  addBytes(bytes: number): void;
  /** A file of this request is gone again. */
  takeBack(gone: Usage): void;
  /** Looks again at what waits by now, and records these files as waiting. */
  recordWaiting(files: readonly Omit<WaitingFile, "actor">[]): Promise<void>;
  /** Whatever came of the request. */
  close(): void;
};
