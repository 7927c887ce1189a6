import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { ErrorPage } from "./error-page";
import { usePageLoad } from "./page-load";

/** What a route's error boundary shows: calm words for what the page could not. */
export function Failure({ inShell = false }: { inShell?: boolean }) {
  const error = useRouteError();
  const { requestId } = usePageLoad();
  if (!isRouteErrorResponse(error)) return <ErrorPage status={500} id={requestId} inShell={inShell} />;
  const id = error.status >= 500 ? requestId : null;
  return <ErrorPage status={error.status} message={messageOf(error.data)} id={id} inShell={inShell} />;
}

/** Pages throw either plain words or `{ message }`; anything else, like the router's own "Error: …", is not meant to be read. */
function messageOf(data: unknown): string | null {
  if (typeof data === "string") return data.startsWith("Error: ") ? null : data;
  if (typeof data === "object" && data !== null && "message" in data && typeof data.message === "string") {
    return data.message;
  }
  return null;
}
