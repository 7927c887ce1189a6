import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { exportAuditLog } from "~/reports/access/audit-log.server";
import { readAuditQuestion } from "~/reports/access/audit-question";
import { exportResponse } from "~/reports/export/export-response";
import { recordExport } from "~/reports/export/record-export.server";

/** The audit log that the address asks for, of any length. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "audit.read", "export");
  const file = await exportAuditLog(context.db, viewer, readAuditQuestion(new URL(request.url).searchParams));
  if (file === null) throw new Response(null, { status: 404 });
  return recordExport(context.db, viewer, await exportResponse(context, request, file));
}
