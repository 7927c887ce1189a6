import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerApi, NOTHING_THERE, refuseMethod, unanswerable } from "~/auth/api-response.server";
import { requireApiViewer } from "~/auth/require-viewer.server";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { readScorecardAddress } from "~/reports/scorecards/scorecard-address";
import { scorecardDocument } from "~/reports/api/scorecard-document";

export function loader({ request, context }: LoaderFunctionArgs) {
  return answerApi(context, async () => {
    const viewer = await requireApiViewer(request, context, "scorecard.read");
    const read = readScorecardAddress(new URL(request.url).searchParams);
    if (!read.ok) return unanswerable(read.problems);
    const view = await loadScorecard(context.db, viewer, read.question, context);
    return view === null ? NOTHING_THERE : { body: scorecardDocument(view) };
  });
}

export const action = refuseMethod;
