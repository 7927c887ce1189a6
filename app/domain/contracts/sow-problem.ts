/** What is wrong with a document, at which field. */
export type SowProblem = {
  /** For programs: `versions[1].targets[0].minimum`. */
  readonly path: string;
  /** For people: `Version 2, target csat (1st), minimum`. Empty: the whole document. */
  readonly pathLabel: string;
  readonly code: SowProblemCode;
  readonly message: string;
};

export const SOW_PROBLEM_CODES = [
  "missing",
  "wrong-type",
  "unknown-field",
  "not-allowed",
  "unknown-currency",
  "unknown-parameter",
  "duplicate-version",
  "duplicate-target",
  "duplicate-scope",
  "ends-before-it-begins",
  "versions-overlap",
  "versions-gap",
  "against-direction",
  "out-of-scale",
  "scores-may-be-converted",
  "looks-like-a-fraction",
  "minimum-stricter",
  "band-reversed",
  "more-decimals-than-compared",
  "no-weight",
  "source-named-twice",
  "no-totals",
  "duplicate-id",
  "unknown-reference",
  "does-not-add-up",
  "above-the-pool",
  "different-periods",
  "never-applies",
  "bands-overlap",
  "bands-gap",
  "two-clauses",
  "cap-below-credit",
  "better-costs-more",
  "example-differs",
  "changes-nothing",
  "too-many",
] as const;
export type SowProblemCode = (typeof SOW_PROBLEM_CODES)[number];

/** `["versions", 1, "targets", 0]` → `versions[1].targets[0]`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? String(part) : `.${String(part)}`))
    .join("");
}

/** The problem to name where there is room for one. */
export function firstProblem(problems: readonly SowProblem[]): SowProblem {
  return problems[0] ?? { path: "", pathLabel: "", code: "wrong-type", message: "The document cannot be read" };
}

/** `Version 1, target csat (1st), metric: …`, as one sentence names it. */
export function problemText({ pathLabel, message }: Pick<SowProblem, "pathLabel" | "message">): string {
  return pathLabel === "" ? message : `${pathLabel}: ${message}`;
}
