/** A place that the jump palette leads to. */
export type JumpTarget = {
  group: "Pages" | "Partners" | "Metrics" | "Months" | "Metrics of a partner";
  label: string;
  href: string;
};

/** The words of a search: a place is found by all of them, in any order. */
export function termsOf(typed: string): string[] {
  return typed.split(/\s+/).filter((term) => term !== "");
}

const SCORECARDS = "/scorecards/";

/** Each metric of each partner, found by the names of both. */
export function metricsOfPartners(targets: readonly JumpTarget[]): JumpTarget[] {
  const metrics = targets.filter(({ group }) => group === "Metrics");
  return targets
    .filter(({ group, href }) => group === "Partners" && href.startsWith(SCORECARDS))
    .flatMap((partner) =>
      metrics.map((metric): JumpTarget => {
        const vendor = partner.href.slice(SCORECARDS.length);
        const label = `${partner.label} · ${metric.label}`;
        return { group: "Metrics of a partner", label, href: `${metric.href}?vendor=${vendor}` };
      }),
    );
}
