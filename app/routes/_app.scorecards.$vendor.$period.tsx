import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { addressOf, shareAddress } from "~/components/layout/addresses";
import { ButtonLink } from "~/components/ui/button-link";
import { ExportMenu } from "~/components/ui/export-menu";
import { MonthChips } from "~/components/scorecards/month-chips";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { presets } from "~/components/scorecards/period-presets";
import { PeriodSwitch } from "~/components/scorecards/period-switch";
import { PeriodStepper } from "~/components/scorecards/period-stepper";
import { ScoreParts } from "~/components/scorecards/score-parts";
import { ScorecardBody } from "~/components/scorecards/scorecard-body";
import { ScorecardLead } from "~/components/scorecards/scorecard-lead";
import { scorecardMeta } from "~/wording/scorecards/view-header";
import { may } from "~/domain/access/permissions";
import { missingMonthStatus } from "~/reports/scorecards/portfolio-question";
import { readScorecardQuestion } from "~/reports/scorecards/scorecard-question";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { SCORECARD_PAGE_TEXT } from "~/wording/scorecards/scorecard-page";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: data ? pageTitle(data.view.partner.name, data.view.period.label) : pageTitle(SCORECARD_PAGE_TEXT.scorecard),
  },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "scorecard.read");
  const question = readScorecardQuestion(params.vendor ?? "", params.period ?? "", new URL(request.url).searchParams);
  const view = await loadScorecard(context.db, viewer, question, context);
  if (view === null)
    throw new Response(SCORECARD_PAGE_TEXT.notFound, {
      status: missingMonthStatus(params.period ?? ""),
    });
  return json({
    view,
    mayShare: may(viewer, "links.write"),
    mayDownload: may(viewer, "downloads.read"),
    mayWriteNotes: may(viewer, "notes.write"),
    rowsReadable: may(viewer, "rows.read"),
  });
}

export default function Scorecard() {
  const { view, mayShare, mayDownload, mayWriteNotes, rowsReadable } = useLoaderData<typeof loader>();
  const { partner, period, requested, comparison, choices } = view;
  const vs = comparison === "last-year" ? comparison : null;
  const parts = { ...requested, vs };
  const path = (month: string) => `/scorecards/${partner.key}/${month}`;
  const filters = [requested.site, requested.program, requested.channel].filter((name) => name !== null);
  return (
    <PageFrame
      title={partner.name}
      name={[partner.name, period.label, ...filters].join(" · ")}
      stepper={
        <PeriodStepper
          label={period.label}
          previousHref={choices.previous && addressOf(path(choices.previous), parts)}
          nextHref={choices.next && addressOf(path(choices.next), parts)}
          choices={presets(choices.presets, period.key, (key) => addressOf(path(key), parts))}
        />
      }
      filters={
        <>
          <PeriodSwitch kinds={choices.kinds} current={period.kind} hrefOf={(key) => addressOf(path(key), parts)} />
          <MonthChips
            path={path(period.key)}
            fixed={{}}
            requested={requested}
            comparison={comparison}
            kind={period.kind}
            comparedWith={view.comparedWith}
            choices={choices}
          />
        </>
      }
      meta={scorecardMeta(view)}
      actions={
        <>
          {mayDownload && <ExportMenu csvHref={addressOf(`${path(period.key)}.csv`, parts)} />}
          {mayShare && (
            <ButtonLink
              to={shareAddress("scorecard", { vendor: partner.key, period: period.key, ...parts })}
              kind="primary"
            >
              {SCORECARD_PAGE_TEXT.share}
            </ButtonLink>
          )}
        </>
      }
      lead={<ScorecardLead view={view} />}
    >
      <ScorecardBody
        view={view}
        linked
        rowsReadable={rowsReadable}
        mayWriteNotes={mayWriteNotes}
        scoreParts={view.breakdown && <ScoreParts view={view} />}
      />
    </PageFrame>
  );
}
