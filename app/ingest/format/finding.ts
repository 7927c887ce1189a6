import type { FileFormat } from "../mapping/file-format";

/** How sure a finding is. `open`: someone has to look. */
export type Certainty = "certain" | "likely" | "open";

/** What was found, why, and what else it might be. */
export type Finding<T> = { value: T; certainty: Certainty; reason: string; alternatives: T[] };

export type HeadingPosition = Required<Pick<FileFormat, "headerRow" | "headerRows">>;
