import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerApi, refuseMethod } from "~/auth/api-door.server";
import { requireApiViewer } from "~/auth/require-viewer.server";
import { BATCHES_PER_PAGE, loadBatches } from "~/ingest/batches.server";
import { importDocument } from "~/reports/api/record-documents";

export function loader({ request, context }: LoaderFunctionArgs) {
  return answerApi(context, async () => {
    const viewer = await requireApiViewer(request, context, "imports.read");
    const asked = Number(new URL(request.url).searchParams.get("page"));
    const page = Number.isSafeInteger(asked) && asked > 0 ? asked : 1;
    const { batches, total } = await loadBatches(context.db, viewer, page);
    const pages = Math.max(1, Math.ceil(total / BATCHES_PER_PAGE));
    return { body: { items: batches.map(importDocument), total, page, pages } };
  });
}

export const action = refuseMethod;
