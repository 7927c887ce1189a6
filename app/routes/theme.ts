import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { requireOwnOrigin } from "~/auth/own-origin";
import { ownPath } from "~/auth/own-path";
import { THEMES, writeTheme } from "~/components/layout/theme";
import { readForm } from "~/forms/read-form.server";

/** Keeps the chosen theme and goes back to where it was chosen. Open to everyone: it changes nothing but a cookie. */
export async function action({ request, context }: ActionFunctionArgs) {
  requireOwnOrigin(request, context.origin);
  const form = await readForm(request, ["theme", "back"]);
  const theme = THEMES.find((choice) => choice === form.get("theme")) ?? "system";
  return redirect(ownPath(form.get("back")), { headers: { "Set-Cookie": writeTheme(theme) } });
}
