import type { FileKind } from "~/domain/facts/fact-fields";
import type { Question } from "../question";
import type { ColumnReading, TargetKey } from "../suggestion";
import type { FileEvidence } from "../columns/file-evidence";
import type { Preset } from "../presets/preset";

/** A column read as a target wants it: how well its cells fit (0–1), how they are read, why, and what has to be asked. */
export type HowRead = {
  fit: number;
  reading: ColumnReading;
  why: string;
  questions: Question[];
  /** What speaks against it, though not enough to leave the column out. */
  warning?: string;
};

export type ReadingContext = {
  kind: FileKind;
  target: TargetKey;
  /** The system whose export it is, where it is known. */
  preset?: Preset | null;
  evidence: FileEvidence;
  /** What the analyst answered, by question. */
  answers: ReadonlyMap<string, string>;
};
