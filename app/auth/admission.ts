import type { Viewer } from "~/domain/access/viewer";

/** What a request asks for: a page or document, a change, or an export, which may take as long as its reader. */
export type Work = "page" | "change" | "export";

/**
 * Waits for a place for the request, of those that its viewer has; the first call counts. Rejects with `Saturated` where too many of
 * the viewer's requests wait already.
 */
export type Admission = { enter(viewer: Viewer, work: Work): Promise<void> };

export function workOf({ method }: Request): Work {
  return method === "GET" || method === "HEAD" ? "page" : "change";
}
