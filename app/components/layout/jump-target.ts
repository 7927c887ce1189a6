import { JUMP_GROUPS } from "~/wording/shared/navigation";

/** A page that the search leads to. */
export type JumpTarget = {
  group: (typeof JUMP_GROUPS)[keyof typeof JUMP_GROUPS];
  label: string;
  href: string;
};

/** The words of a search: a page is found by all of them, in any order. */
export function termsOf(typed: string): string[] {
  return typed.split(/\s+/).filter((term) => term !== "");
}

const SCORECARDS = "/scorecards/";

/** Each metric of each partner, found by the names of both. */
export function metricsOfPartners(targets: readonly JumpTarget[]): JumpTarget[] {
  const metrics = targets.filter(({ group }) => group === JUMP_GROUPS.metrics);
  return targets
    .filter(({ group, href }) => group === JUMP_GROUPS.partners && href.startsWith(SCORECARDS))
    .flatMap((partner) =>
      metrics.map((metric): JumpTarget => {
        const vendor = partner.href.slice(SCORECARDS.length);
        const label = `${partner.label} · ${metric.label}`;
        return { group: JUMP_GROUPS.metricsOfPartners, label, href: `${metric.href}?vendor=${vendor}` };
      }),
    );
}
