import { createHash } from "node:crypto";
import { plainHeading } from "./synonyms/heading-fold";

/** A short name of a set of headings: the same in any order, case and spacing of the same headings. */
export function headingFingerprint(headings: readonly string[]): string {
  const folded = headings.map(plainHeading).filter((heading) => heading !== "");
  return createHash("sha256").update(JSON.stringify(folded.toSorted())).digest("hex").slice(0, 32);
}
