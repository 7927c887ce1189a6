import type { LoaderFunctionArgs } from "@remix-run/node";
import { refuseMethod } from "~/auth/api-response.server";
import { problemResponse } from "~/auth/problem";

/** Addresses under /api/v1 that are none. */
export function loader({ request }: LoaderFunctionArgs) {
  const detail = `There is no address ${new URL(request.url).pathname}; /api/v1/openapi.json lists them.`;
  return problemResponse({ status: 404, title: "There is no such address", detail });
}

export const action = refuseMethod;
