import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireOwnOrigin } from "~/auth/own-origin";
import { optionalViewer } from "~/auth/require-viewer.server";
import { endSession } from "~/auth/session.server";
import { readForm } from "~/forms/read-form.server";

/** An address typed by hand changes nothing; signing out is a form. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return redirect((await optionalViewer(request, context)) ? "/" : "/sign-in");
}

export async function action({ request, context }: ActionFunctionArgs) {
  requireOwnOrigin(request, context.origin);
  await readForm(request, []);
  return redirect("/sign-in", {
    headers: { "Set-Cookie": await endSession(request, context), "Clear-Site-Data": '"cache", "storage"' },
  });
}
