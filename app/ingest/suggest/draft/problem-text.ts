import { FILE_KINDS, type FileKind } from "~/domain/facts/fact-fields";
import type { MappingProblem } from "../../mapping/mapping";
import { targetLabel } from "../targets";

/** What is wrong with a mapping, by the names that pages use for its fields. */
export function problemText({ path, message }: MappingProblem, document: unknown): string {
  return `${labelOf(path, document) ?? path}: ${message}`;
}

/** The same for whoever reads the document itself: with the path in it. */
export function documentProblemText(problem: MappingProblem, document: unknown): string {
  const label = labelOf(problem.path, document);
  return label === null ? problemText(problem, document) : `${label} (${problem.path}): ${problem.message}`;
}

function labelOf(path: string, document: unknown): string | null {
  const [part = "", name = ""] = path.split(".");
  const kind = kindOf(document);
  if (kind === null) return null;
  if (part === "fields" && name !== "") return targetLabel(name, kind);
  if (part === "externalId") return targetLabel(part, kind);
  if (part !== "totals" || !isRecord(document) || !Array.isArray(document["totals"])) return null;
  const total: unknown = document["totals"][Number(name)];
  return isRecord(total) && typeof total["measure"] === "string" ? targetLabel(total["measure"], kind) : null;
}

function kindOf(document: unknown): FileKind | null {
  return isRecord(document) ? (FILE_KINDS.find((kind) => kind === document["kind"]) ?? null) : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
