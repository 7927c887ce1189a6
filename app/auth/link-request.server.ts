import type { AppLoadContext } from "@remix-run/node";
import type { LinkRequest } from "./open-link.server";

/** Who asks for a shared view, and when. The device matters where a password is tried. */
export function linkRequestOf(
  request: Request,
  context: AppLoadContext,
  token: string | undefined,
  device: string | null = null,
): LinkRequest {
  return {
    token: token ?? "",
    clientAddress: context.clientAddress,
    device,
    cookieHeader: request.headers.get("Cookie"),
    origin: context.origin,
    now: context.clock(),
  };
}
