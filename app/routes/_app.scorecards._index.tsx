import { countText } from "~/wording/shared/text";
import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { portfolioAddress, scorecardAddress } from "~/components/layout/addresses";
import { ButtonLink } from "~/components/ui/button-link";
import { DataTable, type Column } from "~/components/ui/data-table";
import { NoPartners } from "~/components/access/no-partners";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { dayLabel } from "~/domain/calendar/labels";
import { loadScorecardList, type ScorecardListRow } from "~/reports/scorecards/scorecard-list.server";
import { SCORECARD_LIST_TEXT } from "~/wording/scorecards/scorecard-list";

export const meta: MetaFunction = () => [{ title: pageTitle(SCORECARD_LIST_TEXT.scorecards) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "scorecard.read");
  return json(await loadScorecardList(context.db, viewer, context));
}

const USUAL = { requested: { site: null, program: null, channel: null }, comparison: "previous" };

export default function Scorecards() {
  const { rows, month } = useLoaderData<typeof loader>();
  if (rows.length === 0) {
    return (
      <PageFrame title={SCORECARD_LIST_TEXT.scorecards}>
        <NoPartners linked />
      </PageFrame>
    );
  }
  return (
    <PageFrame
      title={SCORECARD_LIST_TEXT.scorecards}
      meta={[month.label]}
      actions={
        <ButtonLink to={portfolioAddress({ period: month.key, ...USUAL })}>
          {SCORECARD_LIST_TEXT.viewPortfolio}
        </ButtonLink>
      }
    >
      <DataTable
        caption={SCORECARD_LIST_TEXT.partnersAndMonths}
        columns={COLUMNS}
        rows={rows}
        rowKey={({ key }) => key}
        layout="stack"
        sortName="partners"
      />
    </PageFrame>
  );
}

const COLUMNS: readonly Column<ScorecardListRow>[] = [
  {
    key: "partner",
    header: SCORECARD_LIST_TEXT.partner,
    sortValue: ({ name }) => name,
    rowHeader: true,
    cell: ({ key, name, months }) => (
      <Link
        to={months[0] ? scorecardAddress(key, { period: months[0].key, ...USUAL }) : `/sows/${key}`}
        prefetch="intent"
        className="font-semibold hover:underline"
      >
        {name}
      </Link>
    ),
  },
  {
    key: "sow",
    header: SCORECARD_LIST_TEXT.sow,
    cell: ({ key, sow, hasInvalidSow }) =>
      hasInvalidSow ? (
        <Link to={`/sows/${key}`} className="text-missed hover:underline">
          {SCORECARD_LIST_TEXT.invalid}{" "}
        </Link>
      ) : sow === null ? (
        <span className="text-ink-3">{SCORECARD_LIST_TEXT.noVersionInForce}</span>
      ) : (
        <Link to={`/sows/${key}`} className="hover:underline">
          {SCORECARD_LIST_TEXT.version(sow.version)}
          <span className="block text-2xs text-ink-3">
            {SCORECARD_LIST_TEXT.since(countText(sow.targets, "target", "targets"), dayLabel(sow.effectiveFrom).label)}
          </span>
        </Link>
      ),
  },
  {
    key: "data",
    header: SCORECARD_LIST_TEXT.data,
    sortValue: ({ dataUntil }) => dataUntil,
    sortsDown: true,
    cell: ({ dataFrom, dataUntil }) =>
      dataFrom === null || dataUntil === null ? (
        <span className="text-ink-3">{SCORECARD_LIST_TEXT.noDataYet}</span>
      ) : (
        <span className="figures">
          {dayLabel(dataFrom).label} – {dayLabel(dataUntil).label}
        </span>
      ),
  },
  {
    key: "months",
    header: SCORECARD_LIST_TEXT.months,
    cell: ({ key, name, months }) => (
      <span className="flex flex-wrap gap-x-3 gap-y-1 text-xs">
        {months.map((month) => (
          <Link
            key={month.key}
            to={scorecardAddress(key, { period: month.key, ...USUAL })}
            className="prose-link whitespace-nowrap"
            aria-label={`${name}, ${month.label}`}
          >
            {month.shortLabel}
            {month.state === "running" && SCORECARD_LIST_TEXT.inProgress}
          </Link>
        ))}
      </span>
    ),
  },
];
