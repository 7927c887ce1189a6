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

export const meta: MetaFunction = () => [{ title: pageTitle("SOWs") }];

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
    header: "Partner",
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
    header: "In force",
    cell: ({ sow, invalid }) => {
      if (invalid !== null) return <span className="text-missed">revision {invalid.revision} cannot be used</span>;
      if (sow === null) return <span className="text-ink-3">no SOW yet</span>;
      if (sow.inForce === null) return <span className="text-below">no version today</span>;
      const { version, from } = sow.inForce;
      return (
        <div>
          Version {version}
          <p className="figures text-xs text-ink-3">since {dayLabel(from).label}</p>
        </div>
      );
    },
  },
  {
    key: "next",
    header: "Next amendment",
    cell: ({ sow }) =>
      sow?.next ? (
        <div>
          Version {sow.next.version}
          <p className="figures text-xs text-ink-3">from {dayLabel(sow.next.from).label}</p>
        </div>
      ) : (
        <span className="text-ink-3">none agreed</span>
      ),
  },
  {
    key: "targets",
    header: "Targets",
    sortValue: ({ sow }) => sow?.inForce?.targets ?? null,
    sortsDown: true,
    align: "end",
    cell: ({ sow }) =>
      sow?.inForce ? (
        <div>
          {sow.inForce.targets}
          <p className="text-xs text-ink-3">{sow.inForce.critical} critical</p>
        </div>
      ) : (
        <span className="text-ink-3">–</span>
      ),
  },
  {
    key: "upload",
    header: "Last upload",
    cell: ({ sow }) =>
      sow && (
        <div>
          {sow.uploadedBy}
          <p className="figures text-xs text-ink-3">
            revision {sow.revision} · {momentLabel(new Date(sow.uploadedAt), timeZone)}
          </p>
        </div>
      ),
  },
];

export default function Sows() {
  const { sows, timeZone, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PageFrame
      title="SOWs"
      meta={[timeZone]}
      lead="What was agreed with each partner. A period is judged by the version in force on its first day."
    >
      {sows.length > 0 ? (
        <DataTable
          caption="SOWs of all partners"
          columns={columnsFor(timeZone)}
          rows={sows}
          rowKey={({ vendor }) => vendor}
          sortName="sows"
          layout="stack"
        />
      ) : (
        <EmptyState icon={<FileText size={24} strokeWidth={1.75} aria-hidden="true" />} title="No partners yet">
          {mayWrite
            ? "The first SOW brings its partner with it: look at one below, then apply it."
            : "Partners appear here with their first SOW or their first file."}
        </EmptyState>
      )}
      {mayWrite && (
        <>
          <SectionHeading title="Upload a SOW" detail="a first one, or an amendment to one that is there" />
          <div className="max-w-[54rem]">
            <SowUpload answer={answer} vendorName={null} />
          </div>
        </>
      )}
    </PageFrame>
  );
}
