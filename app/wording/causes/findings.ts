import { formatCount, formatFigure, type FigureFormat } from "../shared/figures";
import type { MetricDirection } from "~/domain/metrics/catalog/metric-definition";
import type { Finding } from "~/domain/causes/finding";
import type { BaseLevel } from "~/domain/contracts/verdict";
import { minimumLabel } from "../contracts/verdict-names";
import { SIDE_LABELS } from "../contracts/verdicts";
import { levelText } from "../contracts/levels";

export type GrainNoun = { one: string; many: string };

/** How a judged period passes a level. Without a minimum or limit it is the expected level that is missed. */
const MISSED_VERBS = { up: "missed", down: "exceeded", band: "was outside" } as const;

const DAYS: GrainNoun = { one: "day", many: "days" };

/** The finding of a trend as its title: `CSAT was below its minimum of 80.0% on 11 of 31 days in October 2026`. Only a verdict is called a miss. */
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
      ? `${during} ${of === 1 ? `the only ${noun.one}` : `all ${of} ${noun.many}`} with data`
      : `${during} ${part} of ${of} ${noun.many}`;
  const least = (at: BaseLevel | null) =>
    `its ${minimumLabel(direction)}${at === null ? "" : ` of ${levelText(at, format)}`}`;
  const expected = (at: BaseLevel | null) =>
    at === null ? "the expected level" : `the expected ${levelText(at, format)}`;
  const side = SIDE_LABELS[direction];
  switch (finding.code) {
    case "no-data":
      return `${name}: no data ${when}`;
    case "one-point":
      return `${name} was ${figure(finding.value)} on the only ${noun.one} with data ${when}`;
    case "too-few":
      return `${name}: ${figure(finding.first)} and ${figure(finding.last)}; two ${noun.many} are not enough for a trend`;
    case "missed": {
      const level = finding.level === "minimum" ? least(finding.at) : expected(finding.at);
      return `${name} ${finding.judged ? MISSED_VERBS[direction] : `was ${side}`} ${level} ${count(finding.missed, finding.of)} ${when}`;
    }
    case "below":
      return finding.judged
        ? `${name} was off target (${side} ${expected(finding.at)}, ${minimumLabel(direction)} met) ${count(finding.below, finding.of)} ${when}`
        : `${name} was ${side} ${expected(finding.at)}, but not ${side} ${least(null)}, ${count(finding.below, finding.of)} ${when}`;
    case "met":
      return `${name} was ${finding.judged ? "on target" : "as expected"} ${count(finding.of, finding.of)} ${when}`;
    case "range":
      return `${name} was between ${figure(finding.low)} and ${figure(finding.high)} on ${formatCount(finding.of)} ${noun.many} ${when}`;
    case "split":
      return finding.lowest.name === finding.highest.name
        ? `${name} was ${figure(finding.lowest.value)} in ${finding.lowest.name} ${when}`
        : `${name} ${when}: lowest ${finding.lowest.name} ${figure(finding.lowest.value)}, highest ${finding.highest.name} ${figure(finding.highest.value)}`;
  }
}
