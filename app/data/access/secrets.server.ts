import { createHash, randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** What is stored of a secret: of a random token its SHA-256, of a password its argon2id hash (the library's default variant). */

const TOKEN_BYTES = 32;
const ARGON2_OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** 256 random bits, safe in an address. */
export function newToken(prefix = ""): string {
  return prefix + randomBytes(TOKEN_BYTES).toString("base64url");
}

/** SHA-256, hexadecimal: enough for a token that cannot be predicted, and it can be looked up by. */
export function digestToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFC"), ARGON2_OPTIONS);
}

let unknownAccountHash: Promise<string> | undefined;

/**
 * Whether the password is the one stored. Without a stored hash (no such account, or none chosen yet) the same work is done
 * against a hash that nothing matches, so that the time taken tells nothing.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  unknownAccountHash ??= hashPassword(newToken());
  const unknown = await unknownAccountHash;
  const matches = await verify(stored ?? unknown, password.normalize("NFC"));
  return stored !== null && matches;
}
