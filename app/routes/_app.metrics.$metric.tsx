import { type AppLoadContext, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
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
import { ignoredText, metricMeta } from "~/wording/scorecards/view-header";
import type { MetricView } from "~/domain/scorecards/metric-view";
import type { PartnersMetricView } from "~/domain/scorecards/partners-metric-view";
import { PartnersMetricBody } from "~/components/scorecards/partners-metric-body";
import { ALL_PARTNERS } from "~/wording/scorecards/partners-metric";
import { loadPartnersMetric } from "~/reports/scorecards/partners-metric.server";
import type { Viewer } from "~/domain/access/viewer";
import { may } from "~/domain/access/permissions";
import { type MetricPageQuestion, readMetricPageQuestion } from "~/reports/scorecards/metric-page-question";
import { loadMetricPage } from "~/reports/scorecards/metric-page.server";
import { METRIC_PAGE_TEXT } from "~/wording/scorecards/metric-page";

const nameOf = (shown: Shown) => (shown.kind === "partners" ? ALL_PARTNERS : shown.view.partner.name);

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? pageTitle(data.shown.view.metric.name, nameOf(data.shown)) : pageTitle(METRIC_PAGE_TEXT.metric) },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "metric.read");
  const question = readMetricPageQuestion(params.metric ?? "", new URL(request.url).searchParams);
  const shown = await load(context, viewer, question);
  if (shown === null) throw new Response(METRIC_PAGE_TEXT.metricOrPartnerNot, { status: 404 });
  return json({
    shown,
    mayShare: may(viewer, "links.write"),
    mayDownload: may(viewer, "downloads.read"),
    mayWriteNotes: may(viewer, "notes.write"),
    notesReadable: may(viewer, "notes.read"),
    rowsReadable: may(viewer, "rows.read"),
  });
}

type Shown =
  | { readonly kind: "partners"; readonly view: PartnersMetricView }
  | { readonly kind: "partner"; readonly view: MetricView };

/** Null where there is no such metric or partner. Before there is any partner, each metric has its page of all of them. */
async function load(context: AppLoadContext, viewer: Viewer, question: MetricPageQuestion): Promise<Shown | null> {
  if (!question.isOfAllPartners) {
    const view = await loadMetricPage(context.db, viewer, question, context);
    if (view !== null) return { kind: "partner", view };
    if (question.vendor !== null) return null;
  }
  const view = await loadPartnersMetric(context.db, viewer, question, context);
  return view && { kind: "partners", view };
}

export default function Metric() {
  const { shown, ...rights } = useLoaderData<typeof loader>();
  return shown.kind === "partners" ? (
    <AllPartners view={shown.view} {...rights} />
  ) : (
    <OnePartner view={shown.view} {...rights} />
  );
}

type Rights = {
  mayShare: boolean;
  mayDownload: boolean;
  mayWriteNotes: boolean;
  notesReadable: boolean;
  rowsReadable: boolean;
};

function AllPartners({ view, mayShare, mayDownload, rowsReadable }: Rights & { view: PartnersMetricView }) {
  const { metric, range, requested, partners } = view;
  const isEmpty = partners.length === 0;
  const chips = { ...view, partner: null, parameterValues: view.chosen };
  const parts = metricParts(chips);
  const csvHref = mayDownload && !isEmpty ? addressOf(`/metrics/${metric.key}.csv`, parts) : null;
  const slice = [requested.site, requested.program, requested.channel].filter((name) => name !== null);
  return (
    <PageFrame
      title={metric.name}
      name={[metric.name, ALL_PARTNERS, ...slice, range.label, metric.detail].filter((part) => part !== "").join(" · ")}
      filters={<MetricChips view={chips} />}
      meta={metricMeta(view)}
      actions={
        <Actions csvHref={csvHref} shareParts={mayShare && !isEmpty ? { metric: metric.key, ...parts } : null} />
      }
    >
      <Unusable view={view} />
      <PartnersMetricBody view={view} linked csvHref={csvHref} rowsReadable={rowsReadable} />
    </PageFrame>
  );
}

function OnePartner(props: Rights & { view: MetricView }) {
  const { view, mayShare, mayDownload, mayWriteNotes, notesReadable, rowsReadable } = props;
  const { metric, partner, range, requested } = view;
  const parts = metricParts(view);
  const csvHref = mayDownload ? addressOf(`/metrics/${metric.key}.csv`, parts) : null;
  const slice = [requested.site, requested.program, requested.channel].filter((name) => name !== null);
  const noteScope = {
    ...(requested.site === null ? {} : { site: requested.site }),
    ...(requested.program === null ? {} : { program: requested.program }),
    ...(requested.channel === null ? {} : { channel: requested.channel }),
  };
  const note = { vendor: partner.key, metric: metric.key, from: range.from, to: range.to, scope: noteScope };
  return (
    <PageFrame
      title={metric.name}
      name={[metric.name, partner.name, ...slice, range.label, metric.detail].filter((part) => part !== "").join(" · ")}
      filters={<MetricChips view={view} />}
      meta={metricMeta(view)}
      actions={<Actions csvHref={csvHref} shareParts={mayShare ? { metric: metric.key, ...parts } : null} />}
    >
      <Unusable view={view} />
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

type ActionsProps = { csvHref: string | null; shareParts: Parameters<typeof shareAddress>[1] | null };

function Actions({ csvHref, shareParts }: ActionsProps) {
  return (
    <>
      {csvHref && <ExportMenu csvHref={csvHref} />}
      {shareParts && (
        <ButtonLink to={shareAddress("metric", shareParts)} kind="primary">
          {METRIC_PAGE_TEXT.share}
        </ButtonLink>
      )}
    </>
  );
}

/** What of the address could not be used, and so is as usual. */
function Unusable({ view }: { view: Pick<MetricView, "ignored" | "problems"> }) {
  return (
    <>
      {view.ignored.length > 0 && (
        <Flash tone="caution" title={METRIC_PAGE_TEXT.partAddressIsNot}>
          {METRIC_PAGE_TEXT.notValidDefaultUsed(ignoredText(view.ignored))}
        </Flash>
      )}
      {view.problems.length > 0 && (
        <Flash tone="caution" title={METRIC_PAGE_TEXT.someParametersAreNot}>
          {METRIC_PAGE_TEXT.defaultsUsedInstead(view.problems.join("; "))}
        </Flash>
      )}
    </>
  );
}
