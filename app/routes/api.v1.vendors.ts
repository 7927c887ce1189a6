import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerApi, refuseMethod } from "~/auth/api-response.server";
import { requireApiViewer } from "~/auth/require-viewer.server";
import { loadVendors } from "~/reports/access/vendors.server";
import { vendorDocument } from "~/reports/api/record-documents";

export function loader({ request, context }: LoaderFunctionArgs) {
  return answerApi(context, async () => {
    const viewer = await requireApiViewer(request, context, "portfolio.read");
    const vendors = await loadVendors(context.db, viewer);
    return { body: vendors.map(vendorDocument) };
  });
}

export const action = refuseMethod;
