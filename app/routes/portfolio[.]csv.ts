import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { portfolioExport } from "~/reports/export/view-exports";
import { exportResponse } from "~/reports/export/export-response";
import { missingMonthStatus, readPortfolioQuestion } from "~/reports/scorecards/portfolio-question";
import { loadPortfolio } from "~/reports/scorecards/portfolio.server";
import { PORTFOLIO_PAGE_TEXT } from "~/wording/scorecards/portfolio-page";
import { recordExport } from "~/reports/export/record-export.server";

/** The portfolio as CSV, every metric with its column. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "downloads.read", "export");
  const question = { ...readPortfolioQuestion(new URL(request.url).searchParams), allColumns: true };
  const view = await loadPortfolio(context.db, viewer, question, context);
  if (view === null)
    throw new Response(PORTFOLIO_PAGE_TEXT.monthNotFoundOr, {
      status: missingMonthStatus(question.period),
    });
  return recordExport(context.db, viewer, await exportResponse(context, request, portfolioExport(view)));
}
