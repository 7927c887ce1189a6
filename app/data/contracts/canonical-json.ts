import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** The one way of writing a value as JSON (RFC 8785): keys in order, no space. */
export function canonicalJson(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("The value has no JSON");
  return text;
}

/** SHA-256 of the canonical JSON, in hexadecimal digits. */
export function canonicalHash(value: object): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}
