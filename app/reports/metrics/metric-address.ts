import { readMetricQuestion } from "./metric-question";

const OWN_NAMES = ["metric", "by", "from", "to", "grain", "vendor", "site", "program", "channel"];

/**
 * The question of an address such as `?metric=csat&from=2026-10-01&to=2026-10-31&by=site`. Every name that is none of the question's
 * own is a parameter of the metric. `by` may be given more than once or hold several names parted by commas.
 */
export function readMetricAddress(address: URLSearchParams) {
  const given = (name: string) => address.get(name) ?? undefined;
  const parameters = Object.fromEntries([...address].filter(([name]) => !OWN_NAMES.includes(name)));
  return readMetricQuestion({
    metric: given("metric") ?? "",
    parameters,
    by: address.getAll("by").flatMap((names) => names.split(",").filter((name) => name !== "")),
    from: given("from"),
    to: given("to"),
    grain: given("grain"),
    vendor: given("vendor"),
    site: given("site"),
    program: given("program"),
    channel: given("channel"),
  });
}
