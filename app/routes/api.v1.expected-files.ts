import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerApi, refuseMethod } from "~/auth/api-response.server";
import { requireApiViewer } from "~/auth/require-viewer.server";
import { expectedFilesDocument } from "~/reports/api/delivery-document";
import { readDeliveriesQuestion } from "~/reports/deliveries/deliveries-question";
import { loadDeliveries } from "~/reports/deliveries/deliveries.server";

export function loader({ request, context }: LoaderFunctionArgs) {
  return answerApi(context, async () => {
    const viewer = await requireApiViewer(request, context, "deliveries.read");
    const question = readDeliveriesQuestion(new URL(request.url).searchParams);
    return { body: expectedFilesDocument(await loadDeliveries(context.db, viewer, question, context)) };
  });
}

export const action = refuseMethod;
