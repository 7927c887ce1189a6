import { Link } from "@remix-run/react";
import type { AttentionRow, PartnerRow, PortfolioLine, PortfolioView } from "~/domain/scorecards/portfolio-view";
import { compareAttention } from "~/domain/scorecards/attention";
import { againstOf } from "~/wording/contracts/verdict-names";
import { explainAddress, portfolioAddress, scorecardAddress, type FigureParts } from "../layout/addresses";
import { AttentionList, type AttentionItem } from "./attention-list";
import { DataTable, type Column } from "../ui/data-table";
import { Disclosure } from "../ui/disclosure";
import { preliminaryText } from "~/wording/metrics/preliminary";
import { countText } from "~/wording/shared/text";
import { NoPartners } from "../access/no-partners";
import { Figure } from "../marks/figure";
import { SectionHeading } from "../ui/section-heading";
import { Sparkline } from "../marks/sparkline";
import { VerdictLegend } from "../marks/verdict-legend";
import { VerdictMark } from "../marks/verdict-mark";
import { asShown, rankedJudgment } from "~/domain/scorecards/would-be";
import { wouldBeDetail } from "~/wording/scorecards/would-be";
import { needsAction } from "~/wording/contracts/verdicts";
import { NO_SCORE, SCORE_IN_PROGRESS } from "~/wording/scorecards/portfolio-cells";
import {
  attentionSentence,
  formatOf,
  historyText,
  lineText,
  scopeText,
  streakText,
} from "~/wording/scorecards/results";
import { unknownSliceText } from "~/wording/scorecards/slices";
import { figureLink } from "./figure-link";
import { UnknownSlice } from "./unknown-slice";
import { PORTFOLIO_TEXT } from "~/wording/scorecards/portfolio-page";

type PortfolioBodyProps = {
  view: PortfolioView;
  /** Whether names and figures lead to their own pages; a shared view leads nowhere. */
  linked: boolean;
  /** Whether figures lead to single rows; else, where they are linked, to how they are calculated. */
  rowsReadable: boolean;
};

/** The month of every partner: what needs somebody, then everything. */
export function PortfolioBody({ view, linked, rowsReadable }: PortfolioBodyProps) {
  const monthView = { period: view.period.key, requested: view.requested, comparison: view.comparison };
  const further = furtherAttention(view);
  const unlisted = needy(view) - view.attention.length - further.length;
  const hrefOf = (partner: string) => (linked ? scorecardAddress(partner, monthView) : null);
  if (view.partners.length === 0) return <NoPartners linked={linked} />;
  const unknown = unknownSliceText(view.requested, view.choices);
  if (unknown !== null) {
    const whole = { ...monthView, requested: { site: null, program: null, channel: null } };
    return (
      <UnknownSlice
        unknown={unknown}
        rowsOf={PORTFOLIO_TEXT.allPartnersIn(view.period.label)}
        wholeHref={linked ? portfolioAddress(whole) : null}
      />
    );
  }
  return (
    <>
      {view.attention.length > 0 && (
        <>
          <SectionHeading title={PORTFOLIO_TEXT.needsAttention} detail={needing(view)} />
          <AttentionList items={view.attention.map((row) => attentionItem(row, hrefOf))} />
          {further.length > 0 && (
            <Disclosure summary={PORTFOLIO_TEXT.more(further.length)}>
              <AttentionList items={further.map((row) => attentionItem(row, hrefOf))} />
            </Disclosure>
          )}
          {unlisted > 0 && <p className="mt-2 text-xs text-ink-3">{PORTFOLIO_TEXT.issuesOnScorecards(unlisted)}</p>}
        </>
      )}
      {view.worseThanUsual.length > 0 && (
        <>
          <SectionHeading title={PORTFOLIO_TEXT.worseThanUsual} detail={PORTFOLIO_TEXT.outsideUsualRange} />
          <AttentionList items={view.worseThanUsual.map((row) => attentionItem(row, hrefOf))} />
        </>
      )}
      <SectionHeading
        title={PORTFOLIO_TEXT.allPartners}
        detail={PORTFOLIO_TEXT.tableHint}
        actions={linked && view.otherColumns.length > 0 ? <MoreColumns view={view} /> : undefined}
      />
      <DataTable
        caption={PORTFOLIO_TEXT.resultsByPartner(view.period.label)}
        columns={columnsOf(view, hrefOf, { linked, rowsReadable })}
        rows={view.partners}
        rowKey={({ key }) => key}
        layout={view.columns.length > 6 ? "scroll" : "stack"}
        sortName={linked ? "partners" : undefined}
      />
      <VerdictLegend />
    </>
  );
}

function attentionItem({ partner, line }: AttentionRow, hrefOf: (partner: string) => string | null): AttentionItem {
  return {
    key: `${partner.key} ${line.id}`,
    href: hrefOf(partner.key),
    who: partner.name,
    what: [line.shortName, lineText(line)].filter((part) => part !== "").join(" · "),
    sentence: attentionSentence(line, partner.currency),
    sparkline: <History line={line} currency={partner.currency} size="wide" />,
    verdict: rankedJudgment(line.result).verdict,
    against: againstOf(line),
    detail: isSoFar(line.result)
      ? wouldBeDetail(line.result.wouldBe, line.scoredBy)
      : line.streak.missed > 1 || line.judgment.verdict === "below"
        ? streakText(line)
        : null,
  };
}

function isSoFar({ wouldBe }: PortfolioLine["result"]): boolean {
  return wouldBe?.basis === "contract";
}

/** What needs somebody beyond the most urgent, as far as the table's cells tell. */
function furtherAttention({ attention, partners }: PortfolioView): AttentionRow[] {
  const listed = new Set(attention.map(({ partner, line }) => `${partner.key} ${line.id}`));
  return partners
    .flatMap((partner) => partner.cells.flatMap((line) => (line === null ? [] : [{ partner, line }])))
    .filter(({ partner, line }) => !listed.has(`${partner.key} ${line.id}`))
    .filter(({ line }) => needsAction(rankedJudgment(line.result).verdict))
    .toSorted((a, b) => compareAttention(asShown(a.line), asShown(b.line)));
}

function needy({ summary }: PortfolioView): number {
  return summary.shown.offTarget;
}

function needing(view: PortfolioView): string {
  const { summary, attention } = view;
  const all = needy(view);
  const soFar = view.state === "running" ? PORTFOLIO_TEXT.soFar : "";
  if (attention.length === all) return `${PORTFOLIO_TEXT.issues(all, summary.results)}${soFar}`;
  return `${PORTFOLIO_TEXT.mostUrgentOf(attention.length, all, summary.results)}${soFar}`;
}

function MoreColumns({ view }: { view: PortfolioView }) {
  const monthView = { period: view.period.key, requested: view.requested, comparison: view.comparison };
  const names = view.otherColumns.map(({ name }) => name).join(", ");
  return (
    <Link to={portfolioAddress(monthView, "all")} title={names} className="prose-link text-xs" preventScrollReset>
      {countText(view.otherColumns.length, PORTFOLIO_TEXT.moreMetric, PORTFOLIO_TEXT.moreMetrics)}
    </Link>
  );
}

type Links = Pick<PortfolioBodyProps, "linked" | "rowsReadable">;

function columnsOf(
  view: PortfolioView,
  hrefOf: (partner: string) => string | null,
  links: Links,
): Column<PartnerRow>[] {
  return [
    {
      key: "partner",
      header: PORTFOLIO_TEXT.partner,
      rowHeader: true,
      sortValue: ({ name }) => name,
      cell: (row) => <PartnerCell row={row} href={hrefOf(row.key)} />,
    },
    ...view.columns.map((column, index): Column<PartnerRow> => {
      return {
        key: column.metric,
        header: column.shortName,
        align: "end",
        sortValue: ({ cells }) => {
          const value = cells[index]?.result.value;
          return value?.status === "measured" ? value.value : null;
        },
        sortsDown: true,
        cell: (row) => {
          const line = row.cells[index] ?? null;
          return line === null ? (
            <Nothing means={PORTFOLIO_TEXT.noTarget} />
          ) : (
            <ResultCell line={line} row={row} {...links} />
          );
        },
      };
    }),
    {
      key: "score",
      header: PORTFOLIO_TEXT.score,
      align: "end",
      sortValue: ({ score }) => score,
      sortsDown: true,
      cell: ({ score }) =>
        score === null ? (
          <Nothing means={view.state === "running" ? SCORE_IN_PROGRESS : NO_SCORE} />
        ) : (
          <span className="figures font-semibold" title={PORTFOLIO_TEXT.weightedScore}>
            {Math.round(score)}
          </span>
        ),
    },
  ];
}

const GAP_LABELS = {
  "no-sow": PORTFOLIO_TEXT.noSow,
  "invalid-sow": PORTFOLIO_TEXT.invalidSow,
  "no-version": PORTFOLIO_TEXT.noVersionInForce,
  "no-target-here": PORTFOLIO_TEXT.noTargetForThis,
} as const;

function PartnerCell({ row, href }: { row: PartnerRow; href: string | null }) {
  const detail = row.gap === null ? row.sites.join(" · ") : GAP_LABELS[row.gap];
  return (
    <>
      {href === null ? (
        <span className="font-semibold">{row.name}</span>
      ) : (
        <Link to={href} prefetch="intent" className="font-semibold hover:underline">
          {row.name}
        </Link>
      )}
      {detail && <span className="block text-2xs text-ink-3">{detail}</span>}
    </>
  );
}

function ResultCell({ line, row, linked, rowsReadable }: Links & { line: PortfolioLine; row: PartnerRow }) {
  const { result } = line;
  const { verdict } = rankedJudgment(result);
  const comparison = isSoFar(result) ? wouldBeDetail(result.wouldBe, line.scoredBy) : null;
  const parts = figureParts(row.key, line);
  const scope = lineText(line);
  // A target of one program or site only is no result of the whole partner.
  const partial = scopeText(line.scope);
  return (
    <span className="inline-flex items-center justify-end gap-2.5" title={scope === "" ? undefined : scope}>
      <span className="max-md:hidden">
        <History line={line} currency={row.currency} size="cell" />
      </span>
      <span>
        <Figure
          value={result.value}
          {...formatOf(line, row.currency)}
          verdict={verdict}
          {...(linked ? figureLink(parts, rowsReadable) : {})}
        />
        {line.periodKind !== "month" && <span className="block text-2xs text-ink-3">{result.shortLabel}</span>}
        {partial !== "" && <span className="block max-w-28 text-2xs text-balance text-ink-3">{partial}</span>}
        {result.preliminary !== null && (
          <span className="block text-2xs text-ink-2" title={preliminaryText(result.preliminary)}>
            {PORTFOLIO_TEXT.preliminary}
          </span>
        )}
      </span>
      {result.value.status === "measured" && (
        <VerdictMark
          verdict={verdict}
          against={againstOf(line)}
          compact
          note={comparison}
          href={linked ? explainAddress(parts) : null}
        />
      )}
    </span>
  );
}

/** The figure of a line, as addresses name it. */
export function figureParts(
  vendor: string,
  line: Pick<PortfolioLine, "metric" | "result" | "scope" | "parameters">,
): FigureParts {
  const { metric, scope, parameters, result } = line;
  return { vendor, metric, scope, parameters, from: result.from, until: result.until };
}

function History({
  line,
  currency,
  size,
}: {
  line: PortfolioLine;
  currency: string | null;
  size: "cell" | "row" | "wide";
}) {
  return <Sparkline past={line.history} label={historyText(line, currency)} size={size} />;
}

function Nothing({ means }: { means: string }) {
  return (
    <span className="text-ink-3" title={means}>
      <span aria-hidden="true">–</span>
      <span className="sr-only">{means}</span>
    </span>
  );
}
