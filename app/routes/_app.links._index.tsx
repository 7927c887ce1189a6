import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { Link as LinkIcon } from "lucide-react";
import { z } from "zod";
import { loadZone } from "~/commands/access/organization.server";
import { requireViewer } from "~/auth/require-viewer.server";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { ConfirmButton } from "~/components/ui/forms/confirm-button";
import { type Column, DataTable } from "~/components/ui/data-table";
import { EmptyState } from "~/components/ui/empty-state";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { LINK_NOTES_LABELS, LINK_STATE_LABELS, SHARED_VIEW_LABELS, stoppedText } from "~/wording/sharing/links";
import { Tag } from "~/components/ui/tag";
import { may } from "~/domain/access/permissions";
import { dayLabelInZone, momentLabel } from "~/domain/calendar/moment";
import { readSubmission } from "~/forms/submission.server";
import { listLinks, pauseLink, resumeLink, revokeLink } from "~/commands/sharing/links.server";
import { LINK_LIST_TEXT } from "~/wording/sharing/link-list";

export const meta: MetaFunction = () => [{ title: pageTitle(LINK_LIST_TEXT.links) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "links.read");
  const [links, zone] = await Promise.all([listLinks(context.db, viewer, context.clock()), loadZone(context.db)]);
  return json({
    mayWrite: may(viewer, "links.write"),
    links: links.map((link) => ({
      id: link.id,
      name: link.name,
      audience: link.audience,
      view: SHARED_VIEW_LABELS[link.view],
      vendors:
        link.vendorNames.length > 2 ? LINK_LIST_TEXT.partners(link.vendorNames.length) : link.vendorNames.join(", "),
      switches: [
        link.hasPassword && "password",
        LINK_NOTES_LABELS[link.reach.notes],
        link.reach.allowDownloads && "downloads",
      ].filter((word) => word !== false),
      state: link.state,
      creator: link.creator,
      until: dayLabelInZone(link.expiresAt, zone),
      openings: link.openings,
      lastOpened: link.lastOpenedAt && momentLabel(link.lastOpenedAt, zone),
      created: dayLabelInZone(link.createdAt, zone),
      creatorName: link.createdByName,
    })),
  });
}

const CHANGES = { pause: pauseLink, resume: resumeLink, revoke: revokeLink } as const;
const changeSchema = z.object({ id: z.uuid(), change: z.enum(["pause", "resume", "revoke"]) });

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "links.write");
  const submission = await readSubmission(request, changeSchema);
  if (submission.status !== "success") throw new Response(null, { status: 400 });
  const { id, change } = submission.value;
  const done = await CHANGES[change](context.db, viewer, id, context.clock());
  if (!done) throw json({ message: LINK_LIST_TEXT.thisLinkHasChanged }, { status: 404 });
  return redirect("/links");
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["links"][number];

const STATE_TONES = { active: "brand", paused: "below", stopped: "below", expired: "plain", revoked: "plain" } as const;

const COLUMNS: readonly Column<Row>[] = [
  {
    key: "name",
    header: LINK_LIST_TEXT.link,
    sortValue: ({ name }) => name,
    rowHeader: true,
    cell: (link) => (
      <>
        <span className="inline-flex flex-wrap items-center gap-2">
          {link.name}{" "}
          <Tag tone={STATE_TONES[link.state]}>
            {link.state === "stopped" ? stoppedText(link.creator) : LINK_STATE_LABELS[link.state]}
          </Tag>
        </span>
        {link.audience && (
          <span className="block text-xs font-normal text-ink-3">{LINK_LIST_TEXT.forAudience(link.audience)}</span>
        )}
      </>
    ),
  },
  {
    key: "shows",
    header: LINK_LIST_TEXT.shows,
    label: LINK_LIST_TEXT.shows,
    cell: (link) => (
      <>
        {link.view}
        {link.vendors && `, ${link.vendors}`}
        {link.switches.length > 0 && <span className="block text-xs text-ink-3">{link.switches.join(" · ")}</span>}
      </>
    ),
  },
  {
    key: "made",
    header: LINK_LIST_TEXT.created,
    label: LINK_LIST_TEXT.created,
    cell: (link) => (
      <>
        <span className="figures whitespace-nowrap">{link.created}</span>
        {link.creatorName !== null && <span className="block text-xs text-ink-3">{link.creatorName}</span>}
      </>
    ),
  },
  {
    key: "until",
    header: LINK_LIST_TEXT.expires,
    label: LINK_LIST_TEXT.expires,
    cell: (link) => <span className="figures whitespace-nowrap">{link.until}</span>,
  },
  {
    key: "openings",
    header: LINK_LIST_TEXT.opened,
    label: LINK_LIST_TEXT.opened,
    align: "end",
    sortValue: ({ openings }) => openings,
    sortsDown: true,
    cell: (link) => link.openings,
  },
  {
    key: "last",
    header: LINK_LIST_TEXT.lastOpened,
    label: LINK_LIST_TEXT.lastOpened,
    cell: (link) => <span className="figures whitespace-nowrap">{link.lastOpened ?? LINK_LIST_TEXT.never}</span>,
  },
];

const CONTROLS: Column<Row> = {
  key: "controls",
  header: <span className="sr-only">{LINK_LIST_TEXT.pauseOrRevoke}</span>,
  align: "end",
  cell: (link) =>
    (link.state === "active" || link.state === "paused" || link.state === "stopped") && (
      <span className="no-print inline-flex gap-2">
        {link.state !== "stopped" && (
          <Form method="post">
            <input type="hidden" name="id" value={link.id} />
            <Button size="small" name="change" value={link.state === "active" ? "pause" : "resume"}>
              {link.state === "active" ? LINK_LIST_TEXT.pause : LINK_LIST_TEXT.resume}
            </Button>
          </Form>
        )}
        <Form method="post">
          <input type="hidden" name="id" value={link.id} />
          <ConfirmButton
            label={LINK_LIST_TEXT.revoke}
            title={LINK_LIST_TEXT.revokeThisLink}
            confirmLabel={LINK_LIST_TEXT.revokeLink}
            size="small"
            name="change"
            value="revoke"
          >
            {LINK_LIST_TEXT.stopsWorkingImmediatelyFor(link.name)}
          </ConfirmButton>
        </Form>
      </span>
    ),
};

export default function Links() {
  const { links, mayWrite } = useLoaderData<typeof loader>();
  return (
    <PageFrame title={LINK_LIST_TEXT.links}>
      {links.length === 0 ? (
        <EmptyState
          icon={<LinkIcon size={24} strokeWidth={1.5} aria-hidden="true" />}
          title={LINK_LIST_TEXT.noLinksYet}
          action={<ButtonLink to="/portfolio">{LINK_LIST_TEXT.goPortfolio}</ButtonLink>}
        >
          {LINK_LIST_TEXT.linkShowsScorecardPortfolio}
        </EmptyState>
      ) : (
        <DataTable
          caption={LINK_LIST_TEXT.sharedLinks}
          columns={mayWrite ? [...COLUMNS, CONTROLS] : COLUMNS}
          rows={links}
          rowKey={(link) => link.id}
          sortName="links"
          layout="stack"
        />
      )}
    </PageFrame>
  );
}
