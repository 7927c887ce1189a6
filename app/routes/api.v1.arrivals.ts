import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerApi, refuseMethod } from "~/auth/api-response.server";
import { requireApiViewer } from "~/auth/require-viewer.server";
import { arrivalsDocument } from "~/reports/api/delivery-document";
import { readArrivalsQuestion } from "~/reports/deliveries/deliveries-question";
import { loadArrivals } from "~/reports/deliveries/deliveries.server";

export function loader({ request, context }: LoaderFunctionArgs) {
  return answerApi(context, async () => {
    const viewer = await requireApiViewer(request, context, "arrivals.read");
    const question = readArrivalsQuestion(new URL(request.url).searchParams);
    return { body: arrivalsDocument(await loadArrivals(context.db, viewer, question, context)) };
  });
}

export const action = refuseMethod;
