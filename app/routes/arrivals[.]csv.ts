import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { arrivalsCsv } from "~/reports/export/deliveries-csv";
import { readArrivalsQuestion } from "~/reports/deliveries/deliveries-question";
import { loadArrivals } from "~/reports/deliveries/deliveries.server";
import { csvResponse } from "~/reports/export/csv-response";
import { recordExport } from "~/reports/export/record-export.server";

/** The arrivals as CSV, a row for each period. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "arrivals.read", "export");
  const question = readArrivalsQuestion(new URL(request.url).searchParams);
  return recordExport(
    context.db,
    viewer,
    await csvResponse(context, arrivalsCsv(await loadArrivals(context.db, viewer, question, context))),
  );
}
