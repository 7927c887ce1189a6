import { Link } from "@remix-run/react";
import { momentLabel } from "~/domain/calendar/moment";
import { Card } from "../ui/card";
import { SectionHeading } from "../ui/section-heading";
import { SOW_REVISIONS_TEXT } from "~/wording/contracts/sow-pages";

type Revision = { revision: number; uploadedBy: string; uploadedAt: string };

type SowRevisionsProps = {
  vendor: string;
  /** Newest first. */
  revisions: readonly Revision[];
  shown: number;
  timeZone: string;
};

/** Every upload of a partner's SOW, each with an address of its own. */
export function SowRevisions({ vendor, revisions, shown, timeZone }: SowRevisionsProps) {
  const newest = revisions[0]?.revision;
  return (
    <>
      <SectionHeading title={SOW_REVISIONS_TEXT.uploads} detail={SOW_REVISIONS_TEXT.revisions(revisions.length)} />
      <Card padding="none">
        <ol className="divide-y divide-line text-sm">
          {revisions.map(({ revision, uploadedBy, uploadedAt }) => (
            <li key={revision} className="px-4 py-2.5">
              <Link
                to={revision === newest ? `/sows/${vendor}` : `/sows/${vendor}?revision=${revision}`}
                aria-current={revision === shown ? "page" : undefined}
                className="font-medium hover:underline aria-[current]:text-brand"
              >
                {SOW_REVISIONS_TEXT.revision(revision)}
              </Link>
              {revision === newest && <span className="text-ink-3"> {SOW_REVISIONS_TEXT.inUse}</span>}
              <p className="figures text-xs text-ink-3">
                {uploadedBy}, <time dateTime={uploadedAt}>{momentLabel(new Date(uploadedAt), timeZone)}</time>
              </p>
            </li>
          ))}
        </ol>
      </Card>
    </>
  );
}
