import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { FileText } from "lucide-react";
import { requireViewer } from "~/auth/require-viewer.server";
import { actorOf } from "~/domain/access/actor";
import { DataTable, type Column } from "~/components/ui/data-table";
import { EmptyState } from "~/components/ui/empty-state";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { SectionHeading } from "~/components/ui/section-heading";
import { SowUpload } from "~/components/contracts/sow-upload";
import { viewerName } from "~/domain/access/viewer";
import { dayLabel } from "~/domain/calendar/labels";
import { momentLabel } from "~/domain/calendar/moment";
import { readSowUpload } from "~/commands/contracts/sow-form.server";
import { takeSowUpload } from "~/commands/contracts/upload-sow.server";
import { loadSows, type SowSummary } from "~/reports/contracts/sows.server";
import { SOW_LIST_TEXT } from "~/wording/contracts/sow-list";

export const meta: MetaFunction = () => [{ title: pageTitle(SOW_LIST_TEXT.sows) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "sows.read");
  return json(await loadSows(context.db, viewer, context));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "sows.write");
  const read = await readSowUpload(request);
  if (!read.ok) return json({ status: "refused" as const, message: read.message }, { status: read.status });
  const applicant = { by: viewerName(viewer), actor: actorOf(viewer) };
  const answer = await takeSowUpload(context.db, applicant, read.upload, { clock: context.clock });
  if (answer.status === "applied") return redirect(`/sows/${answer.vendor}?applied=${answer.revision}`);
  return json(answer, { status: answer.status === "problems" ? 422 : 200 });
}

const columnsFor = (timeZone: string): Column<SowSummary>[] => [
  {
    key: "partner",
    header: SOW_LIST_TEXT.partner,
    sortValue: ({ vendorName }) => vendorName,
    rowHeader: true,
    cell: ({ vendor, vendorName, sow }) => (
      <div>
        <Link to={`/sows/${vendor}`} className="font-semibold hover:underline">
          {vendorName}
        </Link>
        {sow && <p className="text-xs text-ink-3">{sow.title}</p>}
      </div>
    ),
  },
  {
    key: "in-force",
    header: SOW_LIST_TEXT.inForce,
    cell: ({ sow, invalid }) => {
      if (invalid !== null)
        return <span className="text-missed">{SOW_LIST_TEXT.revisionHasErrors(invalid.revision)}</span>;
      if (sow === null) return <span className="text-ink-3">{SOW_LIST_TEXT.noSowYet}</span>;
      if (sow.inForce === null) return <span className="text-below">{SOW_LIST_TEXT.noVersionInForce}</span>;
      const { version, from } = sow.inForce;
      return (
        <div>
          {SOW_LIST_TEXT.version(version)}
          <p className="figures text-xs text-ink-3">{SOW_LIST_TEXT.since(dayLabel(from).label)}</p>
        </div>
      );
    },
  },
  {
    key: "next",
    header: SOW_LIST_TEXT.nextAmendment,
    cell: ({ sow }) =>
      sow?.next ? (
        <div>
          {SOW_LIST_TEXT.version(sow.next.version)}
          <p className="figures text-xs text-ink-3">{SOW_LIST_TEXT.from(dayLabel(sow.next.from).label)}</p>
        </div>
      ) : (
        <span className="text-ink-3">{SOW_LIST_TEXT.none}</span>
      ),
  },
  {
    key: "targets",
    header: SOW_LIST_TEXT.targets,
    sortValue: ({ sow }) => sow?.inForce?.targets ?? null,
    sortsDown: true,
    align: "end",
    cell: ({ sow }) =>
      sow?.inForce ? (
        <div>
          {sow.inForce.targets}
          <p className="text-xs text-ink-3">{SOW_LIST_TEXT.critical(sow.inForce.critical)}</p>
        </div>
      ) : (
        <span className="text-ink-3">–</span>
      ),
  },
  {
    key: "upload",
    header: SOW_LIST_TEXT.lastUpload,
    cell: ({ sow }) =>
      sow && (
        <div>
          {sow.uploadedBy}
          <p className="figures text-xs text-ink-3">
            {SOW_LIST_TEXT.revision(sow.revision, momentLabel(new Date(sow.uploadedAt), timeZone))}
          </p>
        </div>
      ),
  },
];

export default function Sows() {
  const { sows, timeZone, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PageFrame title={SOW_LIST_TEXT.sows} meta={[timeZone]} lead={SOW_LIST_TEXT.targetsAgreedWithEach}>
      {sows.length > 0 ? (
        <DataTable
          caption={SOW_LIST_TEXT.sowsAllPartners}
          columns={columnsFor(timeZone)}
          rows={sows}
          rowKey={({ vendor }) => vendor}
          sortName="sows"
          layout="stack"
        />
      ) : (
        <EmptyState
          icon={<FileText size={24} strokeWidth={1.75} aria-hidden="true" />}
          title={SOW_LIST_TEXT.noPartnersYet}
        >
          {mayWrite ? SOW_LIST_TEXT.uploadFirstSowBelow : SOW_LIST_TEXT.partnersAppearAfterTheir}
        </EmptyState>
      )}
      {mayWrite && (
        <>
          <SectionHeading title={SOW_LIST_TEXT.uploadSow} detail={SOW_LIST_TEXT.newOrAmended} />
          <div className="max-w-[54rem]">
            <SowUpload answer={answer} vendorName={null} />
          </div>
        </>
      )}
    </PageFrame>
  );
}
