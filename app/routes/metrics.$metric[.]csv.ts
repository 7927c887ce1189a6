import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { metricExport } from "~/reports/export/view-exports";
import type { ExportFile } from "~/reports/export/export-file";
import { partnersMetricExport, partnersTableExport } from "~/reports/export/partners-metric-export";
import { LINES_EXPORTED, loadPartnersMetric } from "~/reports/scorecards/partners-metric.server";
import { exportResponse } from "~/reports/export/export-response";
import { LONGEST_DAYS, readMetricPageQuestion } from "~/reports/scorecards/metric-page-question";
import { loadMetricPage } from "~/reports/scorecards/metric-page.server";
import { METRIC_PAGE_TEXT } from "~/wording/scorecards/metric-page";
import { recordExport } from "~/reports/export/record-export.server";

/** A metric's trend as CSV: a row per period and series; of all partners also their table, a row per partner. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "downloads.read", "export");
  const address = new URL(request.url).searchParams;
  const question = readMetricPageQuestion(params.metric ?? "", address);
  const options = { clock: context.clock, points: LONGEST_DAYS };
  const file = question.isOfAllPartners
    ? exportOf(
        await loadPartnersMetric(context.db, viewer, question, { ...options, most: LINES_EXPORTED }),
        address.get("table") === "partners" ? partnersTableExport : partnersMetricExport,
      )
    : exportOf(await loadMetricPage(context.db, viewer, question, options), metricExport);
  if (file === null) throw new Response(METRIC_PAGE_TEXT.metricOrPartnerNot, { status: 404 });
  return recordExport(context.db, viewer, await exportResponse(context, request, file));
}

function exportOf<View>(view: View | null, make: (view: View) => ExportFile): ExportFile | null {
  return view === null ? null : make(view);
}
