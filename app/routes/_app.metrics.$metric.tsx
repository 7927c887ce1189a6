import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { addressOf, newNoteAddress, shareAddress } from "~/components/layout/addresses";
import { ButtonLink } from "~/components/ui/button-link";
import { ExportMenu } from "~/components/ui/export-menu";
import { Flash } from "~/components/ui/flash";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { MetricBody } from "~/components/scorecards/metric-body";
import { MetricChips, metricParts } from "~/components/scorecards/metric-chips";
import { ignoredWords, metricMeta } from "~/wording/scorecards/view-header";
import { may } from "~/domain/access/permissions";
import { readMetricPageQuestion } from "~/reports/scorecards/metric-page-question";
import { loadMetricPage } from "~/reports/scorecards/metric-page.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? pageTitle(data.view.metric.name, data.view.partner.name) : pageTitle("Metric") },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "metric.read");
  const question = readMetricPageQuestion(params.metric ?? "", new URL(request.url).searchParams);
  const view = await loadMetricPage(context.db, viewer, question, context);
  if (view === null) throw new Response("There is no such metric or partner.", { status: 404 });
  return json({
    view,
    mayShare: may(viewer, "links.write"),
    mayDownload: may(viewer, "downloads.read"),
    mayWriteNotes: may(viewer, "notes.write"),
    notesReadable: may(viewer, "notes.read"),
    rowsReadable: may(viewer, "rows.read"),
  });
}

export default function Metric() {
  const { view, mayShare, mayDownload, mayWriteNotes, notesReadable, rowsReadable } = useLoaderData<typeof loader>();
  const { metric, partner, range, asked } = view;
  const parts = metricParts(view);
  const csvHref = mayDownload ? addressOf(`/metrics/${metric.key}.csv`, parts) : null;
  const slice = [asked.site, asked.program, asked.channel].filter((name) => name !== null);
  const noteScope = {
    ...(asked.site === null ? {} : { site: asked.site }),
    ...(asked.program === null ? {} : { program: asked.program }),
    ...(asked.channel === null ? {} : { channel: asked.channel }),
  };
  const note = { vendor: partner.key, metric: metric.key, from: range.from, to: range.to, scope: noteScope };
  return (
    <PageFrame
      title={metric.name}
      name={[metric.name, partner.name, ...slice, range.label, metric.detail].filter((part) => part !== "").join(" · ")}
      filters={<MetricChips view={view} />}
      meta={metricMeta(view)}
      actions={
        <>
          {csvHref && <ExportMenu csvHref={csvHref} />}
          {mayShare && (
            <ButtonLink to={shareAddress("metric", { metric: metric.key, ...parts })} kind="primary">
              Share
            </ButtonLink>
          )}
        </>
      }
    >
      {view.ignored.length > 0 && (
        <Flash tone="caution" title="Part of the address could not be used">
          It gives {ignoredWords(view.ignored)}. The usual {view.ignored.length === 1 ? "one stands" : "ones stand"} in.
        </Flash>
      )}
      {view.problems.length > 0 && (
        <Flash tone="caution" title="Some parameters could not be used">
          {view.problems.join("; ")}. The usual ones stand in.
        </Flash>
      )}
      <MetricBody
        view={view}
        linked
        newNoteHref={mayWriteNotes ? newNoteAddress(note) : null}
        csvHref={csvHref}
        notesReadable={notesReadable}
        rowsReadable={rowsReadable}
      />
    </PageFrame>
  );
}
