import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { may } from "~/domain/access/permissions";
import { exportResponse } from "~/reports/export/export-response";
import { recordExport } from "~/reports/export/record-export.server";
import { rowsExport } from "~/reports/export/rows-export";
import { readRowsQuestion } from "~/reports/scorecards/rows-question";
import { ROWS_PAGE_TEXT } from "~/wording/scorecards/rows-page";
import { loadRowsExport } from "~/reports/scorecards/rows.server";

/** The rows that count in a figure, as the page filters and sorts them. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "rows.read", "export");
  const question = readRowsQuestion(new URL(request.url).searchParams);
  const isAllowed = may(viewer, "downloads.read");
  const found = question && isAllowed ? await loadRowsExport(context.db, viewer, question, context) : null;
  if (found === null) throw new Response(ROWS_PAGE_TEXT.valueNotFound, { status: question === null ? 400 : 404 });
  return recordExport(context.db, viewer, await exportResponse(context, request, rowsExport(found)));
}
