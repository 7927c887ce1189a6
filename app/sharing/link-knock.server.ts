import type { AppLoadContext } from "@remix-run/node";
import type { Knock } from "./open-link.server";

/** Who asks for a shared view, and when. The device matters where a password is tried. */
export function knockOf(
  request: Request,
  context: AppLoadContext,
  token: string | undefined,
  device: string | null = null,
): Knock {
  return {
    token: token ?? "",
    clientAddress: context.clientAddress,
    device,
    cookieHeader: request.headers.get("Cookie"),
    origin: context.origin,
    now: context.clock(),
  };
}

/** Whether somebody opens the page itself, rather than a browser fetching ahead or a part of it again. */
export function isOpening(request: Request): boolean {
  if (request.method !== "GET") return false;
  const destination = request.headers.get("Sec-Fetch-Dest");
  const ahead = request.headers.get("Sec-Purpose") ?? request.headers.get("Purpose") ?? "";
  return (destination === null || destination === "document") && !ahead.includes("prefetch");
}
