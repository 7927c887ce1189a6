import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerApi, refuseMethod } from "~/auth/api-response.server";
import { sowJsonSchema } from "~/domain/contracts/document";

export function loader({ context }: LoaderFunctionArgs) {
  return answerApi(context, async () => ({ body: sowJsonSchema(), contentType: "application/schema+json" }));
}

export const action = refuseMethod;
