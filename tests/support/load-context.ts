import type { AppLoadContext } from "@remix-run/node";
import pino from "pino";
import { parseEnvironment } from "~/config/environment";
import type { Database } from "~/data/db/database.server";

export const TEST_ORIGIN = "https://plumbline.example";
/** A time at which nothing special happens. */
export const TEST_NOW = new Date("2026-11-23T09:00:00Z");

/** What a loader or action of a page is given: the clock stands still and the caller has an address of its own. */
export function testContext(db: Database, overrides: Partial<AppLoadContext> = {}): AppLoadContext {
  return {
    db,
    environment: parseEnvironment({ NODE_ENV: "test", LOG_LEVEL: "silent" }, process.cwd()),
    clock: () => TEST_NOW,
    logger: pino({ level: "silent" }),
    jobs: { runSoon: async () => undefined, takeUpRun: async () => undefined, stop: async () => undefined },
    admission: { enter: async () => undefined },
    output: { drained: async () => undefined, over: new AbortController().signal },
    origin: TEST_ORIGIN,
    cspNonce: "nonce",
    requestId: "request",
    clientAddress: "192.0.2.1",
    ...overrides,
  };
}

/** A page requested, with the cookies that earlier answers set. */
export function get(address: string, cookies: readonly string[] = []): Request {
  return new Request(new URL(address, TEST_ORIGIN), { headers: { Cookie: cookieHeader(cookies) } });
}

/** A form sent from a page of this site. */
export function post(
  address: string,
  form: Record<string, string | readonly string[]>,
  cookies: readonly string[] = [],
): Request {
  const fields = Object.entries(form).flatMap(([name, value]) => [value].flat().map((text) => [name, text]));
  return new Request(new URL(address, TEST_ORIGIN), {
    method: "POST",
    headers: { Cookie: cookieHeader(cookies), Origin: TEST_ORIGIN },
    body: new URLSearchParams(fields),
  });
}

function cookieHeader(setCookies: readonly string[]): string {
  return setCookies.map((cookie) => cookie.split(";", 1)[0]).join("; ");
}

/** What a loader or action answered, whether returned or thrown. */
export async function answerOf(answer: Promise<unknown>): Promise<Response> {
  const given = await answer.catch((thrown: unknown) => thrown);
  if (given instanceof Response) return given;
  if (given instanceof Error) throw given;
  return Response.json(given);
}
