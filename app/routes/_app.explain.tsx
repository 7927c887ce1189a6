import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { addressOf, metricAddress } from "~/components/layout/addresses";
import { ButtonLink } from "~/components/ui/button-link";
import { ExportMenu } from "~/components/ui/export-menu";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { DaysChip } from "~/components/scorecards/days-chip";
import { ExplainBody } from "~/components/scorecards/explain-body";
import { metricMeta } from "~/wording/scorecards/view-header";
import { may } from "~/domain/access/permissions";
import { readExplainQuestion } from "~/reports/scorecards/explain-question";
import { loadExplanation } from "~/reports/scorecards/explain.server";
import { EXPLAIN_PAGE_TEXT } from "~/wording/scorecards/explain-page";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: data
      ? pageTitle(EXPLAIN_PAGE_TEXT.explained, data.view.metric.name, data.view.partner.name)
      : pageTitle(EXPLAIN_PAGE_TEXT.explained),
  },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "explain.read");
  const question = readExplainQuestion(new URL(request.url).searchParams);
  const view = question === null ? null : await loadExplanation(context.db, viewer, question, context);
  if (view === null)
    throw new Response(EXPLAIN_PAGE_TEXT.valueNotFound, {
      status: question === null ? 400 : 404,
    });
  return json({
    view,
    importsLinked: may(viewer, "imports.read"),
    mayDownload: may(viewer, "downloads.read"),
  });
}

export default function Explain() {
  const { view, importsLinked, mayDownload } = useLoaderData<typeof loader>();
  const { metric, partner, range, scope, parameters } = view;
  const figure = { vendor: partner.key, metric: metric.key, from: range.from, to: range.to, ...scope, ...parameters };
  const month = range.from.slice(0, 7);
  return (
    <PageFrame
      title={EXPLAIN_PAGE_TEXT.title(metric.name)}
      name={[metric.name, "explained", partner.name, range.label].join(" · ")}
      breadcrumbs={[
        { label: partner.name, href: `/scorecards/${partner.key}/${month}` },
        {
          label: metric.name,
          href: metricAddress({ ...figure, until: range.until, scope, parameters }),
        },
      ]}
      filters={
        <DaysChip
          path="/explain"
          parts={{ ...figure, from: null, to: null }}
          range={range}
          presets={view.daysPresets}
        />
      }
      meta={[
        partner.name,
        view.state === "running" ? EXPLAIN_PAGE_TEXT.running(range.label) : range.label,
        ...metricMeta(view),
      ]}
      actions={
        <>
          {mayDownload && <ExportMenu csvHref={addressOf("/explain.csv", figure)} />}
          <ButtonLink to={metricAddress({ ...figure, until: range.until, scope, parameters })}>
            {EXPLAIN_PAGE_TEXT.trend}
          </ButtonLink>
        </>
      }
    >
      <ExplainBody
        view={view}
        importsLinked={importsLinked}
        allRowsHref={addressOf("/rows", figure)}
        rowsHref={(rows, page) => `${addressOf("/explain", { ...figure, rows, page: page > 1 ? page : null })}#rows`}
      />
    </PageFrame>
  );
}
