import { pathLabelOf } from "../path-label";
import { pathText, type SowProblem } from "../sow-problem";
import type { Sow } from "../sow";
import { checkMoney } from "./check-money";

/** More contradictions of one document are not listed: the first ones have to be resolved anyway. */
export const MAX_MONEY_WARNINGS = 50;

/** The contradictions between the clauses of each version, at their paths in the document that the SOW was read from. */
export function moneyWarnings(document: unknown, sow: Sow): SowProblem[] {
  const numbers = versionsOf(document);
  const warnings = sow.versions.flatMap((version) => {
    const index = numbers.indexOf(version.version);
    return checkMoney(sow, version).map(({ code, path, message }) => {
      const full = ["versions", index, "creditScheme", ...path];
      return { path: pathText(full), pathLabel: pathLabelOf(document, full), code, message };
    });
  });
  return warnings.slice(0, MAX_MONEY_WARNINGS);
}

/** The numbers of the versions in the order of the document; those of a SOW are in the order of their first day. */
function versionsOf(document: unknown): unknown[] {
  if (typeof document !== "object" || document === null || !("versions" in document)) return [];
  const { versions } = document;
  if (!Array.isArray(versions)) return [];
  return versions.map((version: unknown) =>
    typeof version === "object" && version !== null && "version" in version ? version.version : null,
  );
}
