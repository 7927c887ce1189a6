import type { Refusal } from "../format/answer";
import type { FileWork, FileWorkKind } from "./file-work.server";

/** Asks for the next value, of new work where there is some. */
export type ToThread = { begin?: { kind: FileWorkKind; asked: FileWork[FileWorkKind]["asked"] } };

export type FromThread = { value: FileWork[FileWorkKind]["answer"] } | { done: true } | { refusal: Refusal };
