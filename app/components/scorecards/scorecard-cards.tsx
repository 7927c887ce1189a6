import type { PeriodKind } from "~/domain/calendar/period";
import { formatCount } from "~/wording/shared/figures";
import { leftOutText } from "~/wording/metrics/left-out";
import { preliminaryText } from "~/wording/metrics/preliminary";
import type { ResultLine } from "~/domain/scorecards/result-line";
import { shownJudgment } from "~/domain/scorecards/would-be";
import { wouldBeDetail } from "~/wording/scorecards/would-be";
import type { ScorecardView } from "~/domain/scorecards/scorecard-view";
import { againstOf } from "~/wording/contracts/verdict-names";
import { explainAddress } from "../layout/addresses";
import { Figure } from "../marks/figure";
import { MetricCards } from "./metric-cards";
import { formatOf, lineText, streakText } from "~/wording/scorecards/results";
import { levelText } from "~/wording/contracts/levels";
import { figureLink } from "./figure-link";
import { figureParts } from "./portfolio-body";
import { LineBullet, minimumLevelText, otherPeriod } from "./scorecard-table";

type ScorecardCardsProps = { view: ScorecardView; linked: boolean; rowsReadable: boolean };

/** The results of a month as a phone shows them: figure, verdict and bullet, one target under the other. */
export function ScorecardCards({ view, linked, rowsReadable }: ScorecardCardsProps) {
  const { partner, currency, lines, period } = view;
  return (
    <MetricCards
      items={lines.map((line) => ({
        key: line.id,
        name: line.name,
        detail: detailOf(line, currency, period.kind),
        figure: (
          <Figure
            value={line.result.value}
            {...formatOf(line, currency)}
            verdict={shownJudgment(line.result).verdict}
            {...(linked ? figureLink(figureParts(partner.key, line), rowsReadable) : {})}
          />
        ),
        verdict: shownJudgment(line.result).verdict,
        against: againstOf(line),
        verdictHref: linked ? explainAddress(figureParts(partner.key, line)) : null,
        n: line.result.value.status === "measured" ? line.result.value.n : null,
        note:
          line.result.wouldBe === null
            ? streakText(line)
            : wouldBeDetail(line.result.wouldBe, line.scoredBy, otherPeriod(line.result, period.key)),
        bullet: <LineBullet line={line} currency={currency} size="wide" />,
      }))}
    />
  );
}

/** "Manila · expected 85.0% · min 80.0% · n 3,717". */
function detailOf(line: ResultLine, currency: string | null, pageKind: PeriodKind): string {
  const { expected, minimum } = line.judgment;
  const format = formatOf(line, currency);
  const parts = [
    lineText(line, pageKind),
    expected === null ? "" : `expected ${levelText(expected, format)}`,
    minimum === null ? "" : minimumLevelText(line, minimum, currency),
    line.result.value.status === "measured" ? `n ${formatCount(line.result.value.n)}` : "",
    line.result.preliminary === null ? "" : preliminaryText(line.result.preliminary),
    leftOutText(line.result.value) ?? "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
