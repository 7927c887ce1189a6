import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { deliveriesExport } from "~/reports/export/deliveries-export";
import { readDeliveriesQuestion } from "~/reports/deliveries/deliveries-question";
import { loadDeliveries } from "~/reports/deliveries/deliveries.server";
import { exportResponse } from "~/reports/export/export-response";
import { recordExport } from "~/reports/export/record-export.server";

/** The deliveries as CSV, a row for each period. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "deliveries.read", "export");
  const question = readDeliveriesQuestion(new URL(request.url).searchParams);
  return recordExport(
    context.db,
    viewer,
    await exportResponse(
      context,
      request,
      deliveriesExport(await loadDeliveries(context.db, viewer, question, context)),
    ),
  );
}
