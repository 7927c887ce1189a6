import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { addressOf } from "~/components/layout/addresses";
import { DataTable, type Column } from "~/components/ui/data-table";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { SectionHeading } from "~/components/ui/section-heading";
import { DIRECTION_LABELS, GROUP_LABELS, UNIT_LABELS } from "~/wording/metrics/metrics";
import { METRIC_GROUPS } from "~/domain/metrics/catalog/metric-definition";
import { loadMetricCatalog, type CatalogEntry } from "~/reports/scorecards/metric-catalog.server";
import { METRIC_LIST_TEXT } from "~/wording/metrics/metric-list";

export const meta: MetaFunction = () => [{ title: pageTitle(METRIC_LIST_TEXT.metrics) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "metric.read");
  return json({ entries: await loadMetricCatalog(context.db, viewer, context) });
}

const COLUMNS: readonly Column<CatalogEntry>[] = [
  {
    key: "name",
    header: METRIC_LIST_TEXT.metric,
    sortValue: ({ name }) => name,
    rowHeader: true,
    className: "md:w-64",
    cell: ({ key, name }) => (
      <Link to={`/metrics/${key}`} prefetch="intent" className="font-semibold hover:underline">
        {name}
      </Link>
    ),
  },
  {
    key: "formula",
    header: METRIC_LIST_TEXT.formula,
    prose: true,
    cell: ({ formula, description }) => (
      <>
        {formula}
        <span className="block max-w-[38rem] text-xs text-pretty text-ink-3">{description}</span>
      </>
    ),
  },
  {
    key: "unit",
    header: METRIC_LIST_TEXT.unitAndDirection,
    className: "md:w-36",
    cell: ({ unit, direction }) => (
      <>
        {UNIT_LABELS[unit]}
        <span className="block text-xs text-ink-3">{DIRECTION_LABELS[direction]}</span>
      </>
    ),
  },
  {
    key: "parameters",
    header: METRIC_LIST_TEXT.parameters,
    hideOnPhone: true,
    className: "md:w-52",
    cell: ({ parameters }) => <span className="text-xs text-ink-2">{parameters.join(", ") || "none"}</span>,
  },
  {
    key: "used",
    header: METRIC_LIST_TEXT.targets,
    sortValue: ({ usedBy }) => usedBy.length,
    sortsDown: true,
    className: "md:w-44",
    cell: ({ key, usedBy }) =>
      usedBy.length === 0 ? (
        <span className="text-ink-3">{METRIC_LIST_TEXT.noSow}</span>
      ) : (
        <span className="text-xs">
          {usedBy.map((partner, index) => (
            <span key={partner.key}>
              {index > 0 && ", "}
              <Link to={addressOf(`/metrics/${key}`, { vendor: partner.key })} className="hover:underline">
                {partner.name}
              </Link>
            </span>
          ))}
        </span>
      ),
  },
];

export default function Metrics() {
  const { entries } = useLoaderData<typeof loader>();
  return (
    <PageFrame title={METRIC_LIST_TEXT.metrics} lead={METRIC_LIST_TEXT.eachMetricIsRatio}>
      {METRIC_GROUPS.map((group) => (
        <section key={group}>
          <SectionHeading title={GROUP_LABELS[group]} />
          <DataTable
            caption={METRIC_LIST_TEXT.metricsOfGroup(GROUP_LABELS[group])}
            columns={COLUMNS}
            rows={entries.filter((entry) => entry.group === group)}
            rowKey={({ key }) => key}
            layout="stack"
            sortName={group}
          />
        </section>
      ))}
    </PageFrame>
  );
}
