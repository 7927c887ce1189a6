import type { ImplausibleFinding } from "~/domain/imports/implausible-figures";
import type { FileKind } from "~/domain/facts/fact-fields";
import { targetLabel } from "./targets";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";

/** What cannot be right in some rows, and what to do about it. */
export function implausibleText({ code, names, example }: ImplausibleFinding, kind: FileKind): string {
  const labels = names.map((name) => targetLabel(name, kind));
  const [first = "", second = ""] = labels;
  const parts = labels.slice(0, -1).join(" + ");
  switch (code) {
    case "parts-exceed-whole":
      return SUGGESTION_REASONS.exceeds(parts, (labels.at(-1) ?? "").toLowerCase(), example);
    case "not-whole":
      return SUGGESTION_REASONS.notWhole(first, example);
    case "before-beginning":
      return SUGGESTION_REASONS.before(first, second.toLowerCase(), example);
  }
}
