import { Link } from "@remix-run/react";
import type { MeasuredFigure, ScorecardView } from "~/domain/scorecards/scorecard-view";
import { metricAddress } from "../layout/addresses";
import { figureLink } from "./figure-link";
import { DataTable, type Column } from "../ui/data-table";
import { Figure } from "../marks/figure";
import { LeftOutNote } from "../marks/left-out-note";
import { PreliminaryNote } from "../marks/preliminary-note";
import { SectionHeading } from "../ui/section-heading";
import { MEASURED_TEXT } from "~/wording/scorecards/scorecard-page";

type Measured = Pick<ScorecardView, "partner" | "period" | "comparedWith" | "currency" | "requested" | "measured">;
type MeasuredFiguresProps = { view: Measured; linked: boolean; rowsReadable: boolean };

/** The month's figures where no contract judges them: each metric in its usual form, and the period compared with. */
export function MeasuredFigures({ view, linked, rowsReadable }: MeasuredFiguresProps) {
  return (
    <div className="mt-6">
      <SectionHeading title={MEASURED_TEXT.resultsWithoutTargets} detail={MEASURED_TEXT.defaultParametersNotScored} />
      <DataTable
        caption={MEASURED_TEXT.tableCaption(view.partner.name, view.period.label)}
        columns={columnsOf(view, linked, rowsReadable)}
        rows={view.measured}
        rowKey={({ metric }) => metric}
        sortName={linked ? "measured" : undefined}
        layout="stack"
      />
    </div>
  );
}

function columnsOf(view: Measured, linked: boolean, rowsReadable: boolean): Column<MeasuredFigure>[] {
  const format = ({ unit, decimals }: MeasuredFigure) => ({ unit, decimals, currency: view.currency ?? undefined });
  return [
    {
      key: "metric",
      header: MEASURED_TEXT.metric,
      sortValue: ({ name }) => name,
      rowHeader: true,
      cell: (row) => (
        <>
          {linked ? (
            <Link to={metricAddress(partsOf(view, row))} prefetch="intent" className="font-semibold hover:underline">
              {row.name}
            </Link>
          ) : (
            <span className="font-semibold">{row.name}</span>
          )}
          {row.detail !== "" && <span className="block text-2xs text-ink-3">{row.detail}</span>}
        </>
      ),
    },
    {
      key: "actual",
      header: view.period.label,
      label: view.period.label,
      align: "end",
      cell: (row) => (
        <>
          <Figure
            value={row.value}
            {...format(row)}
            sample={row.isRatio ? "ratio" : "count"}
            {...(linked ? figureLink(partsOf(view, row), rowsReadable) : {})}
          />
          <PreliminaryNote of={row.preliminary} narrow />
          <LeftOutNote of={row.value} narrow />
        </>
      ),
    },
    {
      key: "before",
      header: view.comparedWith,
      label: view.comparedWith,
      align: "end",
      cell: (row) => (
        <>
          <Figure value={row.before} {...format(row)} sample={row.isRatio ? "ratio" : "count"} />
          {row.beforePart !== null && (
            <span className="ms-auto block max-w-36 text-2xs text-balance text-ink-2">
              {MEASURED_TEXT.only(row.beforePart)}
            </span>
          )}
        </>
      ),
    },
  ];
}

function partsOf({ partner, requested }: Measured, { metric, from, until, parameters }: MeasuredFigure) {
  const scope = {
    ...(requested.site === null ? {} : { site: requested.site }),
    ...(requested.program === null ? {} : { program: requested.program }),
    ...(requested.channel === null ? {} : { channel: requested.channel }),
  };
  return { vendor: partner.key, metric, from, until, scope, parameters };
}
