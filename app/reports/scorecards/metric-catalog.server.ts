import type { Database } from "~/data/db/database.server";
import type { Viewer } from "~/domain/access/viewer";
import { METRIC_KEYS, metricOf, type MetricKey } from "~/domain/metrics/catalog/catalog";
import type { MetricDirection, MetricGroup, MetricUnit } from "~/domain/metrics/catalog/metric-definition";
import { versionOn } from "~/domain/contracts/sow";
import { loadReportContext } from "../shared/report-context.server";

export type CatalogEntry = {
  readonly key: MetricKey;
  readonly name: string;
  readonly group: MetricGroup;
  readonly formula: string;
  readonly description: string;
  readonly unit: MetricUnit;
  readonly direction: MetricDirection;
  readonly parameters: readonly string[];
  /** Partners whose SOW in force has a target for it. */
  readonly usedBy: readonly { readonly key: string; readonly name: string }[];
};

/** Every metric with its formula, and whose contract uses it today. */
export async function loadMetricCatalog(
  db: Database,
  viewer: Viewer,
  { clock }: { clock: () => Date },
): Promise<CatalogEntry[]> {
  const { partners, today } = await loadReportContext(db, viewer, clock);
  const targets = partners.map(({ key, name, sow }) => {
    const version = sow === null ? null : versionOn(sow, today);
    return { key, name, metrics: new Set(version?.targets.map((target) => target.metric)) };
  });
  return METRIC_KEYS.map((key): CatalogEntry => {
    const { name, group, formula, description, unit, direction, parameterLabels } = metricOf(key);
    const usedBy = targets
      .filter(({ metrics }) => metrics.has(key))
      .map((partner) => {
        return { key: partner.key, name: partner.name };
      });
    const parameters = Object.values(parameterLabels).map(({ label }) => label);
    return { key, name, group, formula, description, unit, direction, parameters, usedBy };
  });
}
