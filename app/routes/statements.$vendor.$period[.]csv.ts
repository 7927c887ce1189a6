import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { exportResponse } from "~/reports/export/export-response";
import { recordExport } from "~/reports/export/record-export.server";
import { statementExport } from "~/reports/export/statement-export";
import { loadStatement } from "~/reports/contracts/statement.server";
import { STATEMENT_TEXT } from "~/wording/contracts/statement";

/** A statement with every step of its arithmetic. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "downloads.read", "export");
  const question = { vendor: params.vendor ?? "", period: params.period ?? "" };
  const view = await loadStatement(context.db, viewer, question, context);
  if (view === null) throw new Response(STATEMENT_TEXT.notFound, { status: 404 });
  return recordExport(context.db, viewer, await exportResponse(context, request, statementExport(view)));
}
