import { type AppLoadContext, type Cookie, createCookie, redirect } from "@remix-run/node";
import { digestToken, newToken } from "~/data/access/secrets.server";
import {
  deleteSession,
  findSessionAccount,
  insertSession,
  type SessionLimits,
  signOutSession,
} from "~/data/access/sessions.server";
import type { Account } from "~/data/access/accounts.server";

/** Half a day unused ends a session, two weeks in any case. */
export const SESSION_LIMITS: SessionLimits = { idleSeconds: 12 * 3600, absoluteSeconds: 14 * 86_400 };

/** A cookie for this site alone: bound to the host and to TLS wherever the configured origin has TLS. */
export function hostCookie(name: string, origin: string, maxAge: number): Cookie {
  const secure = new URL(origin).protocol === "https:";
  return createCookie(secure ? `__Host-${name}` : name, { path: "/", httpOnly: true, sameSite: "lax", secure, maxAge });
}

function sessionCookie(origin: string): Cookie {
  return hostCookie("plumbline", origin, SESSION_LIMITS.absoluteSeconds);
}

/** The digest of the session that the request carries, good or not. */
export async function presentedId(request: Request, origin: string): Promise<string | null> {
  const value: unknown = await sessionCookie(origin).parse(request.headers.get("Cookie"));
  return typeof value === "string" && value.length > 0 ? digestToken(value) : null;
}

/** Whose session the request carries. */
export async function findSignedIn(request: Request, context: AppLoadContext): Promise<Account | null> {
  const idHash = await presentedId(request, context.origin);
  if (idHash === null) return null;
  const { clientAddress } = context;
  return findSessionAccount(context.db, { idHash, clientAddress, now: context.clock(), limits: SESSION_LIMITS });
}

/**
 * Begins a session under a new id, ending the one the request came with. Returns the `Set-Cookie` value; null where the account was
 * disabled in the meantime, or its password is no longer the one that was checked.
 */
export async function openSession(
  request: Request,
  context: AppLoadContext,
  { userId, passwordHash }: { userId: string; passwordHash: string | null },
): Promise<string | null> {
  const presented = await presentedId(request, context.origin);
  if (presented !== null) await deleteSession(context.db, presented);
  const id = newToken();
  const started = await insertSession(context.db, {
    idHash: digestToken(id),
    userId,
    passwordHash,
    clientAddress: context.clientAddress,
    userAgent: request.headers.get("User-Agent") ?? "",
    now: context.clock(),
    limits: SESSION_LIMITS,
  });
  return started ? sessionCookie(context.origin).serialize(id) : null;
}

/** Begins the session of somebody whose password was just set. Throws a redirect to the sign-in page where the account was disabled. */
export async function startSession(request: Request, context: AppLoadContext, userId: string): Promise<string> {
  const setCookie = await openSession(request, context, { userId, passwordHash: null });
  if (setCookie === null) throw redirect("/sign-in");
  return setCookie;
}

/** Ends the session on the server and in the browser. Returns the `Set-Cookie` value. */
export async function endSession(request: Request, context: AppLoadContext): Promise<string> {
  const idHash = await presentedId(request, context.origin);
  if (idHash !== null) await signOutSession(context.db, idHash);
  return clearedSessionCookie(context.origin);
}

/** The `Set-Cookie` value that makes the browser forget its session. */
export function clearedSessionCookie(origin: string): Promise<string> {
  return sessionCookie(origin).serialize("", { maxAge: 0, expires: new Date(0) });
}
