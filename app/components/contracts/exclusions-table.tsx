import { Link } from "@remix-run/react";
import type { ExclusionRow } from "~/domain/contracts/exclusions/exclusion-view";
import type { ExclusionState } from "~/domain/contracts/exclusions/exclusion";
import { momentLabel } from "~/domain/calendar/moment";
import {
  EXCLUSION_STATE_NAMES,
  EXCLUSIONS_TEXT as text,
  extentDaysText,
  extentRowsText,
  extentScopeText,
} from "~/wording/contracts/exclusions";
import { DataTable, type Column } from "../ui/data-table";
import { Tag, type TagTone } from "../ui/tag";

const TONES: Readonly<Record<ExclusionState, TagTone>> = {
  requested: "brand",
  accepted: "met",
  "partly-accepted": "below",
  refused: "plain",
};

export function ExclusionStateTag({ state }: { state: ExclusionState }) {
  return <Tag tone={TONES[state]}>{EXCLUSION_STATE_NAMES[state]}</Tag>;
}

/** The register: what is or was to be left out, and what was decided. */
export function ExclusionsTable({ rows, timeZone }: { rows: readonly ExclusionRow[]; timeZone: string }) {
  return (
    <DataTable caption={text.title} columns={columnsOf(timeZone)} rows={rows} rowKey={({ id }) => id} layout="stack" />
  );
}

function columnsOf(timeZone: string): Column<ExclusionRow>[] {
  const moment = (at: string) => momentLabel(new Date(at), timeZone);
  return [
    {
      key: "reference",
      header: text.reference,
      rowHeader: true,
      cell: ({ id, reference, partner }) => (
        <div className="py-1">
          <Link to={`/exclusions/${id}`} className="figures font-semibold hover:underline">
            {reference}
          </Link>
          <p className="text-xs text-ink-3">{partner.name}</p>
        </div>
      ),
    },
    { key: "scope", header: text.scope, cell: ({ requested }) => extentScopeText(requested) },
    {
      key: "days",
      header: text.days,
      cell: ({ requested }) => (
        <div className="figures">
          {extentDaysText(requested)}
          <p className="text-xs text-ink-3">{extentRowsText(requested)}</p>
        </div>
      ),
    },
    {
      key: "reason",
      header: text.reason,
      prose: true,
      cell: ({ reason, clause }) => (
        <div className="max-w-[26rem]">
          <p className="line-clamp-2 [overflow-wrap:anywhere]">{reason}</p>
          {clause !== "" && <p className="text-xs text-ink-3">{clause}</p>}
        </div>
      ),
    },
    {
      key: "requested",
      header: text.requestedBy,
      cell: ({ requestedBy, requestedAt }) => (
        <div>
          {requestedBy}
          <p className="figures text-xs text-ink-3">{moment(requestedAt)}</p>
        </div>
      ),
    },
    {
      key: "decision",
      header: text.decision,
      prose: true,
      cell: ({ state, decision }) => (
        <div className="max-w-[22rem]">
          <ExclusionStateTag state={state} />
          {decision !== null && (
            <p className="mt-0.5 line-clamp-2 text-xs [overflow-wrap:anywhere] text-ink-3">
              {[decision.by, moment(decision.at), decision.reason].join(" · ")}
            </p>
          )}
        </div>
      ),
    },
  ];
}
