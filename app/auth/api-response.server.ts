import type { ActionFunctionArgs, AppLoadContext } from "@remix-run/node";
import { isSaturation } from "~/data/db/saturation";
import { RETRY_AFTER } from "./busy";
import { type Problem, problemResponse } from "./problem";
import { API_REFUSALS, REQUESTS } from "~/wording/access/requests";

/** What an address of the interface says: a document, or why there is none. */
export type ApiAnswer =
  | {
      readonly body: unknown;
      readonly contentType?: string;
      /** 200 where nothing else is stated. */
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly problem: Problem };

/** Runs the loader of an address under /api/v1. Whatever goes wrong in it is reported as a problem document. */
export async function answerApi(context: AppLoadContext, ask: () => Promise<ApiAnswer>): Promise<Response> {
  try {
    const answer = await ask();
    if ("problem" in answer) return problemResponse(answer.problem);
    const { body, contentType = "application/json; charset=utf-8", status = 200, headers = {} } = answer;
    return new Response(`${JSON.stringify(body)}\n`, {
      status,
      headers: { ...headers, "Content-Type": contentType, "Cache-Control": "no-store" },
    });
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    if (isSaturation(thrown)) {
      context.logger.warn({ err: thrown }, "request refused: server busy");
      return problemResponse({ status: 503, ...REQUESTS.busy }, { "Retry-After": RETRY_AFTER });
    }
    context.logger.error({ err: thrown }, "API request failed");
    return problemResponse({ status: 500, ...API_REFUSALS.failed(context.requestId) });
  }
}

/** The action of an address that is only read: every other method is refused. */
export function refuseMethod({ request }: ActionFunctionArgs): Response {
  const detail = API_REFUSALS.methodNotAllowed(request.method);
  return problemResponse({ status: 405, title: API_REFUSALS.readOnly, detail }, { Allow: "GET, HEAD" });
}

/** The answer of an address that takes more than questions to a method that is none of these. */
export function refuseOtherMethods({ method }: Request, taken: string): Response {
  const detail = API_REFUSALS.methodNotAllowed(method);
  return problemResponse({ status: 405, title: API_REFUSALS.wrongMethod, detail }, { Allow: taken });
}

/** The answer to a question that cannot be understood, every part that is wrong at once. */
export function unanswerable(errors: NonNullable<Problem["errors"]>): ApiAnswer {
  return { problem: { status: 422, title: API_REFUSALS.invalid, errors } };
}

/** The answer where there is nothing, or nothing that this viewer may know of. */
export const NOTHING_THERE: ApiAnswer = {
  problem: { status: 404, title: API_REFUSALS.notFound },
};
