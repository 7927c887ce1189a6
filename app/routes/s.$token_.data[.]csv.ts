import type { LoaderFunctionArgs } from "@remix-run/node";
import { may } from "~/domain/access/permissions";
import { exportResponse } from "~/reports/export/export-response";
import { recordExport } from "~/reports/export/record-export.server";
import { loadSharedView, sharedExport } from "~/reports/sharing/shared-view.server";
import { linkRequestOf } from "~/auth/link-request.server";
import { openLink } from "~/auth/open-link.server";
import { CLOSED_STATUS, closedHeaders, SHARED_HEADERS } from "~/auth/shared-headers";
import { SHARED_EXPORT_TEXT } from "~/wording/sharing/shared-page";

/** A shared view as CSV, where the link allows downloads; a link that does not has nothing here. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const opened = await openLink(context.db, linkRequestOf(request, context, params.token));
  if (opened.state !== "open") throw closed(CLOSED_STATUS[opened.state], closedHeaders(opened));
  const { viewer, link } = opened;
  if (!may(viewer, "downloads.read")) throw closed(404);
  await context.admission.enter(viewer, "export");
  const shared = await loadSharedView(context.db, viewer, link, context);
  if (shared === null) throw closed(CLOSED_STATUS.ended);
  const response = await exportResponse(context, request, sharedExport(shared));
  for (const [name, value] of Object.entries(SHARED_HEADERS)) response.headers.set(name, value);
  return recordExport(context.db, viewer, response);
}

function closed(status: number, headers = SHARED_HEADERS): Response {
  return new Response(SHARED_EXPORT_TEXT.nothingDownloadFromThis, { status, headers });
}
