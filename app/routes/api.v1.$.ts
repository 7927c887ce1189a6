import type { LoaderFunctionArgs } from "@remix-run/node";
import { refuseMethod } from "~/auth/api-response.server";
import { problemResponse } from "~/auth/problem";
import { API } from "~/wording/access/api-description";

/** Addresses under /api/v1 that are none. */
export function loader({ request }: LoaderFunctionArgs) {
  return problemResponse({ status: 404, ...API.unknownAddress(new URL(request.url).pathname) });
}

export const action = refuseMethod;
