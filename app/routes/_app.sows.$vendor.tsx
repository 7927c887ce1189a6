import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Download } from "lucide-react";
import { requireViewer } from "~/auth/require-viewer.server";
import { actorOf } from "~/domain/access/actor";
import { ButtonLink } from "~/components/ui/button-link";
import { Card } from "~/components/ui/card";
import { Columns } from "~/components/ui/columns";
import { DefinitionList } from "~/components/ui/definition-list";
import { EmptyState } from "~/components/ui/empty-state";
import { Flash } from "~/components/ui/flash";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { SectionHeading } from "~/components/ui/section-heading";
import { SowChanges } from "~/components/contracts/sow-changes";
import { SowRevisions } from "~/components/contracts/sow-revisions";
import { SowUpload } from "~/components/contracts/sow-upload";
import { SowVersion } from "~/components/contracts/sow-version";
import { sowLead } from "~/wording/contracts/sow-versions";
import { viewerName } from "~/domain/access/viewer";
import { problemText } from "~/domain/contracts/sow-problem";
import { readSowUpload } from "~/commands/contracts/sow-form.server";
import { readRevision } from "~/reports/contracts/sow-address";
import { takeSowUpload } from "~/commands/contracts/upload-sow.server";
import { loadSow } from "~/reports/contracts/sows.server";
import { SECTIONS } from "~/wording/shared/navigation";
import { SOW_PAGE_TEXT } from "~/wording/contracts/sow-pages";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.page.vendorName ?? SOW_PAGE_TEXT.partner, SOW_PAGE_TEXT.sows) },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "sows.read");
  const address = new URL(request.url).searchParams;
  const read = readRevision(address);
  const question = { vendor: params.vendor ?? "", ...(read.ok ? read.question : {}) };
  const page = read.ok ? await loadSow(context.db, viewer, question, context) : null;
  if (page === null) throw new Response(SOW_PAGE_TEXT.partnerOrSowRevision, { status: 404 });
  return json({ page, applied: address.get("applied") === String(page.sow?.revision) });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "sows.write");
  const read = await readSowUpload(request);
  if (!read.ok) return json({ status: "refused" as const, message: read.message }, { status: read.status });
  const applicant = { by: viewerName(viewer), actor: actorOf(viewer) };
  const options = { clock: context.clock, vendor: params.vendor ?? "" };
  const answer = await takeSowUpload(context.db, applicant, read.upload, options);
  if (answer.status === "applied") return redirect(`/sows/${answer.vendor}?applied=${answer.revision}`);
  return json(answer, { status: answer.status === "problems" ? 422 : 200 });
}

export default function SowPage() {
  const { page, applied } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { vendor, vendorName, sow, invalid, revisions, mayWrite, timeZone } = page;
  const upload = mayWrite && (
    <>
      <SectionHeading title={sow === null && invalid === null ? SOW_PAGE_TEXT.uploadSow : SOW_PAGE_TEXT.amend} />
      <SowUpload answer={answer} vendorName={vendorName} />
    </>
  );
  if (invalid !== null) {
    return (
      <PageFrame
        title={vendorName}
        breadcrumbs={[{ label: SECTIONS.sows, href: "/sows" }]}
        meta={[SOW_PAGE_TEXT.revision(invalid.revision)]}
        actions={<DownloadButton vendor={vendor} revision={invalid.revision} />}
      >
        <Flash tone="failed" title={SOW_PAGE_TEXT.sowRevisionHasErrors(invalid.revision)}>
          <p>{SOW_PAGE_TEXT.resultsAreNotScored}</p>
          <ul className="list-disc pl-5">
            {invalid.problems.slice(0, MAX_PROBLEMS_SHOWN).map((problem) => (
              <li key={problemText(problem)}>{problemText(problem)}</li>
            ))}
          </ul>
        </Flash>
        {upload}
        <SowRevisions vendor={vendor} revisions={revisions} shown={invalid.revision} timeZone={timeZone} />
      </PageFrame>
    );
  }
  if (sow === null) {
    return (
      <PageFrame title={vendorName} breadcrumbs={[{ label: SECTIONS.sows, href: "/sows" }]}>
        <EmptyState title={SOW_PAGE_TEXT.noSowForYet(vendorName)}>{SOW_PAGE_TEXT.resultsAreShownBut}</EmptyState>
        {upload}
      </PageFrame>
    );
  }
  const newest = revisions[0]?.revision === sow.revision;
  return (
    <PageFrame
      title={vendorName}
      name={[vendorName, sow.title, SOW_PAGE_TEXT.revision(sow.revision)].join(" · ")}
      breadcrumbs={[{ label: SECTIONS.sows, href: "/sows" }]}
      meta={[SOW_PAGE_TEXT.revision(sow.revision), sow.contractZone]}
      actions={<DownloadButton vendor={vendor} revision={sow.revision} />}
      lead={sowLead(sow.versions)}
    >
      {applied && <Flash title={SOW_PAGE_TEXT.revisionSaved(sow.revision)}>{SOW_PAGE_TEXT.allPagesNowUse}</Flash>}
      {!newest && (
        <Flash
          tone="caution"
          title={SOW_PAGE_TEXT.earlierRevision}
          action={<ButtonLink to={`/sows/${vendor}`}>{SOW_PAGE_TEXT.showOneInUse}</ButtonLink>}
        >
          {SOW_PAGE_TEXT.itIsNoLonger}
        </Flash>
      )}
      <Columns
        main={
          <>
            {sow.versions.map((version) => (
              <SowVersion key={version.version} version={version} />
            ))}
            {upload}
          </>
        }
        aside={
          <>
            <SectionHeading title={sow.title} />
            <Card padding="none">
              <DefinitionList
                narrow
                items={[
                  { term: SOW_PAGE_TEXT.currency, value: sow.currency },
                  { term: SOW_PAGE_TEXT.timeZone, value: sow.contractZone },
                  { term: SOW_PAGE_TEXT.fiscalMonths, value: fiscalText(sow.fiscalMonthStartDay) },
                ]}
              />
            </Card>
            {sow.changedSince && (
              <>
                <SectionHeading
                  title={SOW_PAGE_TEXT.changesInThisRevision}
                  detail={SOW_PAGE_TEXT.sinceRevision(sow.changedSince.revision)}
                />
                <Card>
                  <SowChanges changes={sow.changedSince.changes} />
                </Card>
              </>
            )}
            <SowRevisions vendor={vendor} revisions={revisions} shown={sow.revision} timeZone={timeZone} />
          </>
        }
      />
    </PageFrame>
  );
}

const MAX_PROBLEMS_SHOWN = 20;

function DownloadButton({ vendor, revision }: { vendor: string; revision: number }) {
  return (
    <ButtonLink
      to={`/sows/${vendor}/document?revision=${revision}`}
      reloadDocument
      icon={<Download size={16} strokeWidth={1.75} aria-hidden="true" />}
    >
      {SOW_PAGE_TEXT.downloadJson}
    </ButtonLink>
  );
}

function fiscalText(startDay: number): string {
  return startDay === 1 ? SOW_PAGE_TEXT.calendarMonths : SOW_PAGE_TEXT.startOnDay(startDay);
}
