import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerApi, NOTHING_THERE, refuseMethod } from "~/auth/api-response.server";
import { requireApiViewer } from "~/auth/require-viewer.server";
import { loadRunDocument } from "~/reports/api/import-run-document";

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return answerApi(context, async () => {
    const viewer = await requireApiViewer(request, context, "imports.read");
    const run = await loadRunDocument(context.db, viewer, params["run"] ?? "");
    return run === null ? NOTHING_THERE : { body: run };
  });
}

export const action = refuseMethod;
