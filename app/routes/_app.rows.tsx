import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { explainAddress, metricAddress } from "~/components/layout/addresses";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { DaysChip } from "~/components/scorecards/days-chip";
import { RowsBody } from "~/components/scorecards/rows-body";
import { ButtonLink } from "~/components/ui/button-link";
import { ExportMenu } from "~/components/ui/export-menu";
import { may } from "~/domain/access/permissions";
import { readRowsQuestion } from "~/reports/scorecards/rows-question";
import { loadRows } from "~/reports/scorecards/rows.server";
import { rowsScope, rowsTitle } from "~/wording/scorecards/rows";
import { metricMeta } from "~/wording/scorecards/view-header";
import { SECTIONS } from "~/wording/shared/navigation";
import { ROWS_PAGE_TEXT } from "~/wording/scorecards/rows-page";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: data
      ? pageTitle(ROWS_PAGE_TEXT.rows, data.view.metric.name, data.view.partner.name)
      : pageTitle(ROWS_PAGE_TEXT.rows),
  },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "rows.read");
  const question = readRowsQuestion(new URL(request.url).searchParams);
  const view = question === null ? null : await loadRows(context.db, viewer, question, context);
  if (view === null)
    throw new Response(ROWS_PAGE_TEXT.valueNotFound, {
      status: question === null ? 400 : 404,
    });
  return json({ view, mayDownload: may(viewer, "downloads.read") });
}

export default function Rows() {
  const { view, mayDownload } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const { metric, partner, range, scope, parameters } = view;
  const figure = { vendor: partner.key, metric: metric.key, from: range.from, until: range.until, scope, parameters };
  const address = new URLSearchParams(search);
  const columns = address.getAll("columns").join(",");
  const daysParts = { ...Object.fromEntries(address), columns, from: null, to: null, page: null };
  return (
    <PageFrame
      title={rowsTitle(view)}
      name={[rowsTitle(view), metric.name, partner.name, range.label].join(" · ")}
      breadcrumbs={[
        { label: SECTIONS.metrics, href: "/metrics" },
        { label: `${metric.name}, ${partner.name}`, href: metricAddress(figure) },
      ]}
      filters={<DaysChip path="/rows" parts={daysParts} range={range} presets={view.daysPresets} />}
      meta={[
        rowsScope(view),
        view.state === "running" ? ROWS_PAGE_TEXT.inProgress(range.label) : range.label,
        ...metricMeta(view),
      ].filter((part) => part !== "")}
      actions={
        <>
          {mayDownload && <ExportMenu csvHref={`/rows.csv${search}`} />}
          <ButtonLink to={explainAddress(figure)}>{ROWS_PAGE_TEXT.viewCalculation}</ButtonLink>
        </>
      }
    >
      <RowsBody view={view} />
    </PageFrame>
  );
}
