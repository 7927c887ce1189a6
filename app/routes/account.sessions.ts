import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { endOwnSession, signOutEverywhere } from "~/auth/own-account.server";
import { requireSignedIn } from "~/auth/require-viewer.server";
import { readSubmission } from "~/forms/submission.server";
import { SESSIONS } from "~/wording/access/account";

/** One session by its id, or all of them. */
const endingSchema = z.object({ session: z.union([z.uuid(), z.literal("all")]) });

/** Ends sessions of the person who is signed in. */
export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireSignedIn(request, context);
  const submission = await readSubmission(request, endingSchema);
  if (viewer.kind !== "member" && viewer.kind !== "partner") throw new Response(null, { status: 404 });
  if (submission.status !== "success") throw new Response(SESSIONS.unknown, { status: 400 });
  const { session } = submission.value;
  if (session === "all") {
    const setCookie = await signOutEverywhere(context, viewer);
    return redirect("/sign-in", { headers: { "Set-Cookie": setCookie, "Clear-Site-Data": '"cache", "storage"' } });
  }
  if (!(await endOwnSession(context, viewer, session))) {
    throw new Response(SESSIONS.alreadyEnded, { status: 404 });
  }
  return redirect("/account");
}
