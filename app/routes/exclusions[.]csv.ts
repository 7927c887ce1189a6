import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { readExclusionsQuestion } from "~/reports/contracts/exclusions-question";
import { loadExclusions } from "~/reports/contracts/exclusions.server";
import { exclusionsExport } from "~/reports/export/exclusions-export";
import { exportResponse } from "~/reports/export/export-response";
import { recordExport } from "~/reports/export/record-export.server";

/** The register of exclusions. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "downloads.read", "export");
  const question = readExclusionsQuestion(new URL(request.url).searchParams);
  const view = await loadExclusions(context.db, viewer, question, "all");
  return recordExport(context.db, viewer, await exportResponse(context, request, exclusionsExport(view)));
}
