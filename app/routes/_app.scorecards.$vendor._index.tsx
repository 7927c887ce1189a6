import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";
import { findLatestMonth } from "~/reports/scorecards/scorecard-list.server";
import { SCORECARD_PAGE_TEXT } from "~/wording/scorecards/scorecard-page";

/** A partner without a month: its last one that is over. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "scorecard.read");
  const vendor = params.vendor ?? "";
  const month = await findLatestMonth(context.db, viewer, vendor, context);
  if (month === null) throw new Response(SCORECARD_PAGE_TEXT.partnerNotFound, { status: 404 });
  throw redirect(`/scorecards/${vendor}/${month}`);
}
