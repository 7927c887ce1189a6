import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerApi, NOTHING_THERE, refuseMethod, unanswerable } from "~/auth/api-door.server";
import { requireApiViewer } from "~/auth/require-viewer.server";
import { loadMetricRows } from "~/reports/metric-rows.server";
import { readMetricAddress } from "~/reports/metric-address";

export function loader({ request, context }: LoaderFunctionArgs) {
  return answerApi(context, async () => {
    const viewer = await requireApiViewer(request, context, "metric.read");
    const read = readMetricAddress(new URL(request.url).searchParams);
    if (!read.ok) return unanswerable(read.problems);
    const rows = await loadMetricRows(context.db, viewer, read.question);
    return rows === null ? NOTHING_THERE : { body: rows };
  });
}

export const action = refuseMethod;
