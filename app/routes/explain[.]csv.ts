import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { explanationExport } from "~/reports/export/view-exports";
import { exportResponse } from "~/reports/export/export-response";
import { readExplainQuestion } from "~/reports/scorecards/explain-question";
import { recordExport } from "~/reports/export/record-export.server";
import { EXPLAIN_PAGE_TEXT } from "~/wording/scorecards/explain-page";
import { loadExplanationExport } from "~/reports/export/explain-export.server";

/** A figure's explanation as CSV, with the rows behind it for those who may see rows. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "downloads.read", "export");
  const question = readExplainQuestion(new URL(request.url).searchParams);
  const explanation = question && (await loadExplanationExport(context.db, viewer, question, context));
  if (explanation === null)
    throw new Response(EXPLAIN_PAGE_TEXT.valueNotFound, { status: question === null ? 400 : 404 });
  return recordExport(context.db, viewer, await exportResponse(context, request, explanationExport(explanation)));
}
