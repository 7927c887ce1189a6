import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerApi, NOTHING_THERE, refuseMethod, unanswerable } from "~/auth/api-response.server";
import { requireApiViewer } from "~/auth/require-viewer.server";
import { statementDocument } from "~/reports/api/statement-document";
import { readStatementAddress } from "~/reports/contracts/statement-address";
import { loadStatement } from "~/reports/contracts/statement.server";

export function loader({ request, context }: LoaderFunctionArgs) {
  return answerApi(context, async () => {
    const viewer = await requireApiViewer(request, context, "statements.read");
    const read = readStatementAddress(new URL(request.url).searchParams);
    if (!read.ok) return unanswerable(read.problems);
    const view = await loadStatement(context.db, viewer, read.question, context);
    return view === null ? NOTHING_THERE : { body: statementDocument(view) };
  });
}

export const action = refuseMethod;
