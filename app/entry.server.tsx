import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { type AppLoadContext, type EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { PageLoadContext } from "~/components/page-load";

const RENDER_LIMIT_MS = 10_000;

/**
 * Renders a page whole before any of it is sent: every loader answers before rendering begins, so that nothing is left to
 * stream, and one piece costs the server less than a hundred.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { cspNonce: nonce, requestId }: AppLoadContext,
): Promise<Response> {
  const body = new PassThrough();
  let failure: { error: unknown } | undefined;
  await new Promise<void>((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <PageLoadContext.Provider value={{ nonce, requestId }}>
        <RemixServer context={remixContext} url={request.url} abortDelay={RENDER_LIMIT_MS} nonce={nonce} />
      </PageLoadContext.Provider>,
      {
        nonce,
        onAllReady() {
          pipe(body);
          resolve();
        },
        onShellError: reject,
        onError(error: unknown) {
          failure = { error };
        },
      },
    );
    setTimeout(abort, RENDER_LIMIT_MS + 1_000).unref();
  });
  const page = await buffer(body);
  if (failure) throw failure.error;
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(page, { headers, status });
}

/** Unexpected failures of loaders, actions and rendering: logged once, under the id that the page shows. Not the router's 404s and 405s. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  context.logger.error({ err: error, requestId: context.requestId }, "a request failed");
}
