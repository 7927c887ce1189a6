import type { AppLoadContext, Cookie } from "@remix-run/node";
import { type SignInClient, rememberClient } from "~/data/access/known-clients.server";
import { newToken } from "~/data/access/secrets.server";
import { normalizeEmail } from "~/data/access/accounts.server";
import { hostCookie, startSession } from "./session.server";

const COOKIE_SECONDS = 365 * 86_400;
const DEVICE_PATTERN = /^[A-Za-z0-9_-]{43}$/;

function deviceCookie(origin: string): Cookie {
  return hostCookie("plumbline-device", origin, COOKIE_SECONDS);
}

/** Where a request comes from. A browser without a device cookie is given the secret of one, which is worth nothing until it is known. */
export async function clientOf(request: Request, context: AppLoadContext): Promise<SignInClient & { device: string }> {
  const value: unknown = await deviceCookie(context.origin).parse(request.headers.get("Cookie"));
  const device = typeof value === "string" && DEVICE_PATTERN.test(value) ? value : newToken();
  return { clientAddress: context.clientAddress, device };
}

/** The `Set-Cookie` value by which this browser is known again. */
export function keepDevice(client: { device: string }, context: AppLoadContext): Promise<string> {
  return deviceCookie(context.origin).serialize(client.device);
}

/** Begins the session of someone who has just chosen a password, at a client that is known from then on. Returns the cookies. */
export async function startKnownSession(
  request: Request,
  context: AppLoadContext,
  { userId, email }: { userId: string; email: string },
): Promise<Headers> {
  const client = await clientOf(request, context);
  await rememberClient(context.db, `account ${normalizeEmail(email)}`, client, context.clock());
  return new Headers([
    ["Set-Cookie", await startSession(request, context, userId)],
    ["Set-Cookie", await keepDevice(client, context)],
  ]);
}
