import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerApi, NOTHING_THERE, refuseMethod } from "~/auth/api-response.server";
import { requireApiViewer } from "~/auth/require-viewer.server";
import { loadPortfolio } from "~/reports/scorecards/portfolio.server";
import { portfolioDocument } from "~/reports/api/scorecard-document";
import { readPortfolioQuestion } from "~/reports/scorecards/portfolio-question";

export function loader({ request, context }: LoaderFunctionArgs) {
  return answerApi(context, async () => {
    const viewer = await requireApiViewer(request, context, "portfolio.read");
    const question = { ...readPortfolioQuestion(new URL(request.url).searchParams), allColumns: true };
    const view = await loadPortfolio(context.db, viewer, question, context);
    return view === null ? NOTHING_THERE : { body: portfolioDocument(view) };
  });
}

export const action = refuseMethod;
