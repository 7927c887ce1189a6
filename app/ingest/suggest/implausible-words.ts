import type { ImplausibleFinding } from "~/domain/imports/implausible-figures";
import type { FileKind } from "~/domain/facts/fact-fields";
import { targetLabel } from "./targets";

/** What cannot be right in some rows, and what to do about it. */
export function implausibleText({ code, names, example }: ImplausibleFinding, kind: FileKind): string {
  const labels = names.map((name) => targetLabel(name, kind));
  const [first = "", second = ""] = labels;
  const parts = labels.slice(0, -1).join(" + ");
  switch (code) {
    case "parts-exceed-whole":
      return `${parts} exceed ${(labels.at(-1) ?? "").toLowerCase()}: ${example}. Leave out or remap the column that is wrong, or ask the partner.`;
    case "not-whole":
      return `${first} is not a whole number: ${example}. It may be a share or an average: remap it, or ask the partner.`;
    case "before-beginning":
      return `${first} lies before ${second.toLowerCase()}: ${example}. Check the order of day and month and the columns, or ask the partner.`;
  }
}
