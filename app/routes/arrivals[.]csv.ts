import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { arrivalsExport } from "~/reports/export/deliveries-export";
import { readArrivalsQuestion } from "~/reports/deliveries/deliveries-question";
import { loadArrivals } from "~/reports/deliveries/deliveries.server";
import { exportResponse } from "~/reports/export/export-response";
import { recordExport } from "~/reports/export/record-export.server";

/** The arrivals as CSV, a row for each period. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "arrivals.read", "export");
  const question = readArrivalsQuestion(new URL(request.url).searchParams);
  return recordExport(
    context.db,
    viewer,
    await exportResponse(context, request, arrivalsExport(await loadArrivals(context.db, viewer, question, context))),
  );
}
