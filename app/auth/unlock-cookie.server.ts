import { createHmac, timingSafeEqual } from "node:crypto";
import { createCookie, type Cookie } from "@remix-run/node";

const UNLOCKED_SECONDS = 3600;

/** The parts of a link that an unlocked browser is bound to. */
type Lock = { readonly id: string; readonly passwordHash: string };

function unlockCookie(lock: Lock, origin: string): Cookie {
  const secure = new URL(origin).protocol === "https:";
  const name = `plumbline-link-${lock.id.slice(0, 8)}`;
  return createCookie(secure ? `__Host-${name}` : name, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure,
    maxAge: UNLOCKED_SECONDS,
  });
}

/** Keyed by the stored hash with its random salt: nobody outside can make one, and a new password makes old ones useless. */
function seal(lock: Lock, until: number): Buffer {
  return createHmac("sha256", lock.passwordHash).update(`${lock.id} ${until}`).digest();
}

/** The `Set-Cookie` value that remembers for an hour that this browser gave the link's password. */
export async function rememberUnlocked(lock: Lock, origin: string, now: Date): Promise<string> {
  const until = now.getTime() + UNLOCKED_SECONDS * 1000;
  return unlockCookie(lock, origin).serialize(`${until}.${seal(lock, until).toString("base64url")}`);
}

/** Whether this browser gave the link's password within the last hour. */
export async function isUnlocked(lock: Lock, origin: string, cookieHeader: string | null, now: Date): Promise<boolean> {
  const value: unknown = await unlockCookie(lock, origin).parse(cookieHeader);
  if (typeof value !== "string") return false;
  const [untilText = "", given = ""] = value.split(".");
  const until = Number(untilText);
  if (!Number.isSafeInteger(until) || until <= now.getTime()) return false;
  const expected = seal(lock, until);
  const presented = Buffer.from(given, "base64url");
  return presented.length === expected.length && timingSafeEqual(presented, expected);
}
