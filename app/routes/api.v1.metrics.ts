import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerApi, refuseMethod } from "~/auth/api-response.server";
import { requireApiViewer } from "~/auth/require-viewer.server";
import { metricDocuments } from "~/reports/api/record-documents";

export function loader({ request, context }: LoaderFunctionArgs) {
  return answerApi(context, async () => {
    await requireApiViewer(request, context, "metric.read");
    return { body: metricDocuments() };
  });
}

export const action = refuseMethod;
