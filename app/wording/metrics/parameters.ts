import type { MetricDefinition, MetricParameters, ParameterValue } from "~/domain/metrics/catalog/metric-definition";

/** Each parameter of a metric with what it is set to: `Counted by: source flag`. One that changes nothing here says so. */
export function parameterText(metric: MetricDefinition, parameters: MetricParameters): string[] {
  return Object.entries(metric.parameterLabels).flatMap(([name, { label, unit, choices }]) => {
    const value = parameters[name];
    if (value === undefined) return [];
    const chosen = choices?.find((choice) => choice.value === value)?.label;
    const text = chosen ?? [String(value), unit].filter((part) => part !== "").join(" ");
    const unused = isUsed(metric, parameters, name, value) ? "" : " (not used by this variant)";
    return `${label}: ${text}${unused}`;
  });
}

/** Whether another number would give another formula or read other measures. */
function isUsed(metric: MetricDefinition, parameters: MetricParameters, name: string, value: ParameterValue): boolean {
  if (typeof value !== "number") return true;
  const other = metric.readParameters({ ...parameters, [name]: value + 1 });
  if (!other.ok) return true;
  return JSON.stringify(computedBy(metric, parameters)) !== JSON.stringify(computedBy(metric, other.parameters));
}

function computedBy(metric: MetricDefinition, parameters: MetricParameters): unknown {
  return [metric.formulaOf(parameters), metric.measures(parameters), metric.percentile(parameters)];
}
