import { formatCount, formatFigure, type FigureFormat } from "~/domain/metrics/format";
import type { MetricDirection } from "~/domain/metrics/metric-definition";
import type { Finding } from "~/domain/review/finding";

export type GrainNoun = { one: string; many: string };

const DAYS: GrainNoun = { one: "day", many: "days" };

/** How a figure leaves the good side of a level; a day's comparison is no contract's verdict and is not called a miss. */
const CROSSED = { up: "fell below", down: "rose above", band: "left" } as const;

/** The finding of a trend as its title: `CSAT fell below its minimum on 11 of 31 days in October 2026`. */
export function findingTitle(
  finding: Finding,
  {
    name,
    format,
    direction,
    noun = DAYS,
    when,
  }: { name: string; format: FigureFormat; direction: MetricDirection; noun?: GrainNoun; when: string },
): string {
  const figure = (value: number) => formatFigure(value, format);
  const during = noun.one === "day" ? "on" : "in";
  const count = (part: number, of: number) =>
    part === of
      ? `${during} ${of === 1 ? `the one ${noun.one}` : `all ${of} ${noun.many}`} measured`
      : `${during} ${part} of ${of} ${noun.many}`;
  switch (finding.code) {
    case "no-data":
      return `${name}: nothing measured ${when}`;
    case "one-point":
      return `${name} was ${figure(finding.value)}: one ${noun.one} measured ${when}`;
    case "too-few":
      return `${name}: ${figure(finding.first)} and ${figure(finding.last)}; two ${noun.many} are too few for a trend`;
    case "missed": {
      const level = finding.level === "minimum" ? "its minimum" : "what is expected";
      return `${name} ${CROSSED[direction]} ${level} ${count(finding.missed, finding.of)} ${when}`;
    }
    case "below":
      return `${name} ${CROSSED[direction]} what is expected, not its minimum, ${count(finding.below, finding.of)} ${when}`;
    case "met":
      return `${name} met what is expected ${count(finding.of, finding.of)} ${when}`;
    case "range":
      return `${name} lay between ${figure(finding.low)} and ${figure(finding.high)} over ${formatCount(finding.of)} ${noun.many} ${when}`;
    case "split":
      return finding.lowest.name === finding.highest.name
        ? `${name} was ${figure(finding.lowest.value)} in ${finding.lowest.name} ${when}`
        : `${name} ran from ${figure(finding.lowest.value)} in ${finding.lowest.name} to ${figure(finding.highest.value)} in ${finding.highest.name} ${when}`;
  }
}
