import { type AppLoadContext, type EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { RETRY_AFTER } from "~/auth/busy";
import { PageLoadContext } from "~/components/layout/page-load";

/** Renders a page in one piece: every loader has answered before rendering begins, so that nothing is left to stream. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { cspNonce: nonce, requestId }: AppLoadContext,
): Response {
  const page = renderToString(
    <PageLoadContext.Provider value={{ nonce, requestId }}>
      <RemixServer context={remixContext} url={request.url} nonce={nonce} />
    </PageLoadContext.Provider>,
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  if (status === 503) headers.set("Retry-After", RETRY_AFTER);
  // As bytes: a string is copied twice more on its way.
  return new Response(Buffer.from(`<!DOCTYPE html>${page}`), { headers, status });
}

/** Unexpected failures of loaders, actions and rendering: logged once, under the id that the page shows. Not the router's 404s and 405s. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  context.logger.error({ err: error, requestId: context.requestId }, "a request failed");
}
