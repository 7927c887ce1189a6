import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { addressOf, shareAddress } from "~/components/layout/addresses";
import { ButtonLink } from "~/components/ui/button-link";
import { DeliveriesNote } from "~/components/deliveries/overdue-note";
import { ExportMenu } from "~/components/ui/export-menu";
import { MonthChips } from "~/components/scorecards/month-chips";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { presets } from "~/components/scorecards/period-presets";
import { PeriodStepper } from "~/components/scorecards/period-stepper";
import { PortfolioBody } from "~/components/scorecards/portfolio-body";
import { deliveriesInNeedText } from "~/wording/deliveries/deliveries-lead";
import { PortfolioLead } from "~/components/scorecards/portfolio-lead";
import { viewMeta } from "~/wording/scorecards/view-header";
import { may } from "~/domain/access/permissions";
import { loadDeliveriesSummary } from "~/reports/deliveries/deliveries.server";
import { missingMonthStatus, readPortfolioQuestion } from "~/reports/scorecards/portfolio-question";
import { loadPortfolio } from "~/reports/scorecards/portfolio.server";
import { PORTFOLIO_PAGE_TEXT } from "~/wording/scorecards/portfolio-page";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: data
      ? pageTitle(PORTFOLIO_PAGE_TEXT.portfolio, data.view.period.label)
      : pageTitle(PORTFOLIO_PAGE_TEXT.portfolio),
  },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "portfolio.read");
  const question = readPortfolioQuestion(new URL(request.url).searchParams);
  const [view, results] = await Promise.all([
    loadPortfolio(context.db, viewer, question, context),
    loadDeliveriesSummary(context.db, viewer, context),
  ]);
  if (view === null)
    throw new Response(PORTFOLIO_PAGE_TEXT.monthNotFoundOr, {
      status: missingMonthStatus(question.period),
    });
  return json({
    view,
    inNeed: results && deliveriesInNeedText(results),
    mayShare: may(viewer, "links.write"),
    mayDownload: may(viewer, "downloads.read"),
    rowsReadable: may(viewer, "rows.read"),
  });
}

export default function Portfolio() {
  const { view, inNeed, mayShare, mayDownload, rowsReadable } = useLoaderData<typeof loader>();
  const { period, requested, comparison, choices } = view;
  const vs = comparison === "last-year" ? comparison : null;
  const parts = { period: period.key, ...requested, vs };
  const filters = [requested.site, requested.program, requested.channel].filter((name) => name !== null);
  return (
    <PageFrame
      title={PORTFOLIO_PAGE_TEXT.portfolio}
      name={[PORTFOLIO_PAGE_TEXT.portfolio, period.label, ...filters].join(" · ")}
      stepper={
        <PeriodStepper
          label={period.label}
          previousHref={choices.previous && addressOf("/portfolio", { ...parts, period: choices.previous })}
          nextHref={choices.next && addressOf("/portfolio", { ...parts, period: choices.next })}
          choices={presets(
            choices.presets.filter(({ kind }) => kind === "month"),
            period.key,
            (key) => addressOf("/portfolio", { ...parts, period: key }),
          )}
        />
      }
      filters={
        <MonthChips
          path="/portfolio"
          fixed={{ period: period.key }}
          requested={requested}
          comparison={comparison}
          kind={period.kind}
          comparedWith={view.comparedWith}
          choices={choices}
        />
      }
      meta={viewMeta(view)}
      actions={
        view.partners.length > 0 && (
          <>
            {mayDownload && <ExportMenu csvHref={addressOf("/portfolio.csv", parts)} />}
            {mayShare && (
              <ButtonLink to={shareAddress("portfolio", parts)} kind="primary">
                {PORTFOLIO_PAGE_TEXT.share}
              </ButtonLink>
            )}
          </>
        )
      }
      lead={<PortfolioLead view={view} />}
    >
      <DeliveriesNote words={inNeed} />
      <PortfolioBody view={view} linked rowsReadable={rowsReadable} />
    </PageFrame>
  );
}
