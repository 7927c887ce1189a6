import { SCORECARD_PAGE_TEXT } from "~/wording/scorecards/scorecard-page";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { scorecardExport } from "~/reports/export/view-exports";
import { exportResponse } from "~/reports/export/export-response";
import { missingMonthStatus } from "~/reports/scorecards/portfolio-question";
import { recordExport } from "~/reports/export/record-export.server";
import { readScorecardQuestion } from "~/reports/scorecards/scorecard-question";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";

/** A scorecard as CSV: every target, weeks and days each in a row of their own. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "downloads.read", "export");
  const question = readScorecardQuestion(params.vendor ?? "", params.period ?? "", new URL(request.url).searchParams);
  const view = await loadScorecard(context.db, viewer, question, context);
  if (view === null)
    throw new Response(SCORECARD_PAGE_TEXT.notFound, {
      status: missingMonthStatus(params.period ?? ""),
    });
  return recordExport(context.db, viewer, await exportResponse(context, request, scorecardExport(view)));
}
