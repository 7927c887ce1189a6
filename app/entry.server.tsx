import { PassThrough } from "node:stream";
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { PageLoadContext } from "~/components/page-load";

const RENDER_LIMIT_MS = 10_000;

/** Renders a page: at once as it comes for browsers, whole for robots. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { cspNonce: nonce, requestId, logger }: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let sent = false;
    let finalStatus = status;
    const send = () => {
      sent = true;
      const body = new PassThrough();
      headers.set("Content-Type", "text/html; charset=utf-8");
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: finalStatus }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <PageLoadContext.Provider value={{ nonce, requestId }}>
        <RemixServer context={remixContext} url={request.url} abortDelay={RENDER_LIMIT_MS} nonce={nonce} />
      </PageLoadContext.Provider>,
      {
        nonce,
        [isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady"]: send,
        onShellError: reject,
        onError(error: unknown) {
          finalStatus = 500;
          if (sent) logger.error({ err: error, requestId }, "a page failed while it was being sent");
        },
      },
    );
    setTimeout(abort, RENDER_LIMIT_MS + 1_000).unref();
  });
}

/** Unexpected failures of loaders, actions and rendering: logged once, under the id that the page shows. Not the router's 404s and 405s. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  context.logger.error({ err: error, requestId: context.requestId }, "a request failed");
}
