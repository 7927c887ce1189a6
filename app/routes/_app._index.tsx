import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/auth/require-viewer.server";

/** The first page: every partner's month. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireViewer(request, context, "portfolio.read");
  throw redirect("/portfolio");
}
