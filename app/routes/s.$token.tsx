import {
  type ActionFunctionArgs,
  type HeadersFunction,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { keepDevice, clientOf } from "~/auth/device-cookie.server";
import { loadZone } from "~/commands/access/organization.server";
import { requireOwnOrigin } from "~/auth/own-origin";
import { ClosedLink } from "~/components/sharing/closed-link";
import { LockedLink } from "~/components/sharing/locked-link";
import { pageTitle } from "~/components/layout/page-title";
import { readySharedPage, SharedPage } from "~/components/sharing/shared-page";
import { may } from "~/domain/access/permissions";
import { dayLabelInZone } from "~/domain/calendar/moment";
import { readForm } from "~/forms/read-form.server";
import { loadSharedView, type SharedView } from "~/reports/sharing/shared-view.server";
import { linkRequestOf } from "~/auth/link-request.server";
import { type ClosedLink as ClosedLinkState, countOpening, openLink, unlockLink } from "~/auth/open-link.server";
import { CLOSED_STATUS, closedHeaders, SHARED_HEADERS } from "~/auth/shared-headers";
import { SHARED_ROUTE_TEXT } from "~/wording/sharing/shared-page";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.state === "open" ? data.title : SHARED_ROUTE_TEXT.sharedView) },
  { name: "referrer", content: "no-referrer" },
];

export const headers: HeadersFunction = ({ actionHeaders, loaderHeaders }) => {
  const after = actionHeaders.get("Retry-After") ?? loaderHeaders.get("Retry-After");
  return after === null ? SHARED_HEADERS : { ...SHARED_HEADERS, "Retry-After": after };
};

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const opened = await openLink(context.db, linkRequestOf(request, context, params.token));
  if (opened.state !== "open") return closed(opened);
  const { viewer, link } = opened;
  await context.admission.enter(viewer, "page");
  const [shared, zone] = await Promise.all([loadSharedView(context.db, viewer, link, context), loadZone(context.db)]);
  if (shared === null) return closed({ state: "ended" });
  await readySharedPage(shared.kind);
  // Whatever a request says of its purpose, its answer holds what the link shows.
  if (request.method !== "HEAD")
    await countOpening(context.db, link, { now: context.clock(), clientAddress: context.clientAddress });
  const until = dayLabelInZone(link.expiresAt, zone);
  const notesReadable = may(viewer, "notes.read");
  const downloadHref = may(viewer, "downloads.read") ? `/s/${params.token}/data.csv` : null;
  return json(
    { state: "open" as const, title: titleOf(shared), until, notesReadable, downloadHref, shared },
    { headers: SHARED_HEADERS },
  );
}

function titleOf(shared: SharedView): string {
  switch (shared.kind) {
    case "scorecard":
      return shared.view.partner.name;
    case "portfolio":
      return SHARED_ROUTE_TEXT.partners;
    case "metric":
      return `${shared.view.metric.name} · ${shared.view.partner.name}`;
    case "partners-metric":
      return shared.view.metric.name;
  }
}

function closed(link: ClosedLinkState | { readonly state: "locked" }) {
  return json({ state: link.state }, { status: CLOSED_STATUS[link.state], headers: closedHeaders(link) });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  requireOwnOrigin(request, context.origin);
  const password = (await readForm(request, ["password"])).get("password");
  const client = await clientOf(request, context);
  const linkRequest = linkRequestOf(request, context, params.token, client.device);
  const outcome = await unlockLink(context.db, linkRequest, password?.slice(0, 1024) ?? "");
  if (outcome.state === "unlocked") {
    const answered = new Headers(SHARED_HEADERS);
    if (outcome.setCookie !== null) {
      answered.append("Set-Cookie", outcome.setCookie);
      answered.append("Set-Cookie", await keepDevice(client, context));
    }
    return redirect(`/s/${params.token ?? ""}`, { headers: answered });
  }
  if (outcome.state !== "wrong-password") return closed(outcome);
  return json({ problem: SHARED_ROUTE_TEXT.wrongPassword }, { status: 401, headers: SHARED_HEADERS });
}

/** The link is asked once for each time that it is opened. */
export const shouldRevalidate = () => false;

export default function Shared() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (data.state === "locked") return <LockedLink problem={answer && "problem" in answer ? answer.problem : null} />;
  if (data.state !== "open") return <ClosedLink state={data.state} />;
  return (
    <SharedPage
      shared={data.shared}
      until={data.until}
      notesReadable={data.notesReadable}
      downloadHref={data.downloadHref}
    />
  );
}
