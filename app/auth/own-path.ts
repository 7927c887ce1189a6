/**
 * A path of this site from untrusted text (a redirectTo parameter), or the fallback. Refused: other hosts (`//`, `/\`), schemes
 * (`javascript:`), control characters and white space that a browser would strip, and anything not beginning with one slash.
 */
export function ownPath(text: FormDataEntryValue | null | undefined, fallback = "/"): string {
  if (typeof text !== "string" || text.length > 2048) return fallback;
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(text) || text.includes("\\")) return fallback;
  const base = "http://own.invalid";
  if (!URL.canParse(text, base)) return fallback;
  const url = new URL(text, base);
  const path = url.pathname + url.search + url.hash;
  return url.origin === base && !path.startsWith("//") ? path : fallback;
}
