import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import { busyResponse } from "~/auth/busy";
import { isSaturation } from "~/data/db/saturation";

/** As proxies log it: the client closed the connection before it was answered. */
const CLIENT_CLOSED = 499;

/** The pages of a build, of which each answers 503 where there is too much to do at the time. */
export function withBusyAnswers(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (route === undefined) return [id, route] as const;
    const { loader, action } = route.module;
    const answers = { ...(loader && { loader: answerBusy(loader) }), ...(action && { action: answerBusy(action) }) };
    return [id, { ...route, module: { ...route.module, ...answers } }] as const;
  });
  return { ...build, routes: Object.fromEntries(routes) };
}

type Args = { readonly request: Request; readonly context: AppLoadContext };

function answerBusy<Given extends Args, Answer>(
  answer: (args: Given) => Answer | Promise<Answer>,
): (args: Given) => Promise<Answer> {
  return async (args) => {
    try {
      return await answer(args);
    } catch (error) {
      // Nobody waits for the answer; what was running for it has been given up.
      if (args.request.signal.aborted) throw new Response(null, { status: CLIENT_CLOSED });
      if (!isSaturation(error)) throw error;
      args.context.logger.warn({ err: error }, "request refused: server busy");
      throw busyResponse();
    }
  };
}
