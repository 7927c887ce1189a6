/** Whether a text can be stored everywhere: whole characters (no half of a surrogate pair), none of them NUL. */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
