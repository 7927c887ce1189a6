import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

const MAX_NAMED = 3;
/** How well cells still fit where a few of them do not. */
export const STRAY_FIT = 0.85;

/** What is stated of texts that do not fit the rest of their column. */
export function strayText(strays: readonly string[]): string {
  const named = strays.slice(0, MAX_NAMED).map((text) => `“${text.slice(0, 40)}”`);
  const others = strays.length > named.length ? SUGGESTION_DETAILS.others : "";
  return SUGGESTION_DETAILS.rejected(named.join(", "), others);
}
