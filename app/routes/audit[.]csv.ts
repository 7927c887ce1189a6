import { Readable } from "node:stream";
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { exportAuditLog } from "~/reports/audit-log.server";
import { readAuditQuestion } from "~/reports/audit-question";
import { recordExport } from "~/reports/record-export.server";

/** The audit log that the address asks for, of any length. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "audit.read");
  const lines = await exportAuditLog(context.db, viewer, readAuditQuestion(new URL(request.url).searchParams));
  if (lines === null) throw new Response(null, { status: 404 });
  const response = new Response(createReadableStreamFromReadable(Readable.from(lines)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="audit-log.csv"',
      "Cache-Control": "no-store",
    },
  });
  return recordExport(context.db, viewer, response);
}
