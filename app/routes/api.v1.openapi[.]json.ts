import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerApi, refuseMethod } from "~/auth/api-response.server";
import { openApiDocument } from "~/reports/api/openapi";

export function loader({ context }: LoaderFunctionArgs) {
  return answerApi(context, async () => ({ body: openApiDocument(context.origin) }));
}

export const action = refuseMethod;
