import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerApi, NOTHING_THERE, refuseMethod, unanswerable } from "~/auth/api-response.server";
import { requireApiViewer } from "~/auth/require-viewer.server";
import { loadSowDocument } from "~/reports/contracts/sows.server";
import { readRevision } from "~/reports/contracts/sow-address";

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return answerApi(context, async () => {
    const viewer = await requireApiViewer(request, context, "sows.read");
    const revision = readRevision(new URL(request.url).searchParams);
    if (!revision.ok) return unanswerable(revision.problems);
    const stored = await loadSowDocument(context.db, viewer, { vendor: params.vendor ?? "", ...revision.question });
    return stored === null ? NOTHING_THERE : { body: stored };
  });
}

export const action = refuseMethod;
