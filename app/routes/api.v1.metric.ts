import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerApi, NOTHING_THERE, refuseMethod, unanswerable } from "~/auth/api-response.server";
import { requireApiViewer } from "~/auth/require-viewer.server";
import { loadMetricRows, TooManyRows } from "~/reports/scorecards/metric-rows.server";
import { readMetricAddress } from "~/reports/metrics/metric-address";

export function loader({ request, context }: LoaderFunctionArgs) {
  return answerApi(context, async () => {
    const viewer = await requireApiViewer(request, context, "metric.read");
    const read = readMetricAddress(new URL(request.url).searchParams);
    if (!read.ok) return unanswerable(read.problems);
    try {
      const rows = await loadMetricRows(context.db, viewer, read.question);
      return rows === null ? NOTHING_THERE : { body: rows };
    } catch (error) {
      if (!(error instanceof TooManyRows)) throw error;
      return unanswerable([{ parameter: "by", message: error.message }]);
    }
  });
}

export const action = refuseMethod;
