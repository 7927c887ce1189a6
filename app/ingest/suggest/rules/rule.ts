import type { FileKind } from "~/domain/facts/fact-fields";
import type { MappingEvidence } from "../mapping-evidence";
import type { MappingState } from "../mapping-state";

/** One step of a suggestion: what is settled so far and what is known of the file give what is settled next. */
export type Rule = Readonly<{
  name: string;
  /** The kinds of files that it is about; all unless stated. */
  kinds?: readonly FileKind[];
  apply: (state: MappingState, evidence: MappingEvidence) => MappingState;
}>;
