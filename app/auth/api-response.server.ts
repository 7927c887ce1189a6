import type { ActionFunctionArgs, AppLoadContext } from "@remix-run/node";
import { isSaturation } from "~/data/db/saturation";
import { BUSY_DETAIL, BUSY_TITLE, RETRY_AFTER } from "./busy";
import { type Problem, problemResponse } from "./problem";

/** What an address of the interface says: a document, or why there is none. */
export type ApiAnswer =
  | {
      readonly body: unknown;
      readonly contentType?: string;
      /** 200 where nothing else is said. */
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly problem: Problem };

/** Runs the loader of an address under /api/v1. Whatever goes wrong in it is told as a problem document. */
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
      context.logger.warn({ err: thrown }, "a request was put off");
      return problemResponse({ status: 503, title: BUSY_TITLE, detail: BUSY_DETAIL }, { "Retry-After": RETRY_AFTER });
    }
    context.logger.error({ err: thrown }, "an address of the interface failed");
    const detail = `The log knows this as ${context.requestId}.`;
    return problemResponse({ status: 500, title: "Something went wrong here", detail });
  }
}

/** The action of an address that is only read: every other method is refused. */
export function refuseMethod({ request }: ActionFunctionArgs): Response {
  const detail = `${request.method} is not taken here.`;
  return problemResponse({ status: 405, title: "This address is only read", detail }, { Allow: "GET, HEAD" });
}

/** The answer of an address that takes more than questions to a method that is none of these. */
export function refuseOtherMethods({ method }: Request, taken: string): Response {
  const detail = `${method} is not taken here.`;
  return problemResponse({ status: 405, title: "This address does not take that method", detail }, { Allow: taken });
}

/** The answer to a question that cannot be understood, every part that is wrong at once. */
export function unanswerable(errors: NonNullable<Problem["errors"]>): ApiAnswer {
  return { problem: { status: 422, title: "The question cannot be answered as it stands", errors } };
}

/** The answer where there is nothing, or nothing that this viewer may know of. */
export const NOTHING_THERE: ApiAnswer = {
  problem: { status: 404, title: "There is nothing here that this key may see" },
};
