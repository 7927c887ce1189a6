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
