import { findMetric } from "~/domain/metrics/catalog/catalog";
import { formatCount, formatFigure } from "~/wording/shared/figures";
import { verdictLabel, type JudgedAgainst } from "~/wording/contracts/verdict-names";
import { VIEW_STATES } from "~/wording/scorecards/exports";
import { wouldBeText } from "~/wording/scorecards/would-be";
import { scorecardDocument } from "~/reports/api/scorecard-document";
import { readScorecardAddress } from "~/reports/scorecards/scorecard-address";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { readArguments } from "../arguments";
import { CommandFailure, type Command } from "../command";
import { CONSOLE_VIEWER } from "../console-viewer";
import { textTable } from "../text-table";
import { COMMAND_LINE, SCORECARD_COMMAND } from "~/wording/access/command-line";

const text = { type: "string" } as const;
const OPTIONS = { vendor: text, period: text, site: text, program: text, channel: text, vs: text } as const;

export const command: Command = {
  name: "scorecard",
  summary: SCORECARD_COMMAND.summary,
  usage: SCORECARD_COMMAND.usage,
  async run(args, { db, clock, out }) {
    const { values, positionals } = readArguments(args, OPTIONS);
    if (positionals.length > 0) throw new CommandFailure(COMMAND_LINE.unexpected(positionals), "arguments");
    const address = new URLSearchParams();
    for (const [name, value] of Object.entries(values)) if (value !== undefined) address.set(name, value);
    const read = readScorecardAddress(address);
    if (!read.ok) {
      const problemsText = read.problems.map(({ parameter, message }) => `${parameter}: ${message}`).join("\n");
      throw new CommandFailure(problemsText, "question", { errors: read.problems });
    }
    const view = await loadScorecard(db, CONSOLE_VIEWER, read.question, { clock });
    if (view === null) throw new CommandFailure(COMMAND_LINE.partnerUnknown(values.vendor), "unknown-vendor");
    const scorecard = scorecardDocument(view);
    out.answer(scorecard, () => textFor(scorecard));
  },
};

const amount = (value: number | null) => (value === null ? "–" : String(Number(value.toFixed(6))));

type Result = ReturnType<typeof scorecardDocument>["results"][number];

/** `on target`, or the comparison that stands in for a verdict: `off target (so far)`. */
function verdictCell(
  verdict: Result["verdict"],
  wouldBe: Result["wouldBe"],
  scoredBy: Result["scoredBy"],
  against: JudgedAgainst,
): string {
  if (wouldBe === null) return verdictLabel(verdict, against);
  const reason = wouldBeText({ isSoFar: wouldBe.soFar, basis: wouldBe.basis }, scoredBy);
  return `${verdictLabel(wouldBe.verdict, against)} (${reason})`;
}

function textFor(scorecard: ReturnType<typeof scorecardDocument>): string {
  const { vendorName, period, state, score, timeZone, dataUntil, results } = scorecard;
  const about = [
    `${vendorName} · ${period} · ${VIEW_STATES[state]}`,
    `score ${score === null ? "–" : score.toFixed(0)}`,
    SCORECARD_COMMAND.dataTo(dataUntil),
    timeZone,
    ...(results.some(({ periods }) => periods.some(({ preliminary }) => preliminary !== null))
      ? [SCORECARD_COMMAND.preliminary]
      : []),
  ];
  const shown = (metric: string, value: number | null) => {
    const definition = findMetric(metric);
    if (value === null || definition === null) return COMMAND_LINE.noData;
    return formatFigure(value, { ...definition, currency: scorecard.currency ?? undefined });
  };
  const level = (metric: string, given: (typeof results)[number]["expected"]) => {
    if (given === null) return "–";
    return typeof given === "number"
      ? shown(metric, given)
      : SCORECARD_COMMAND.band(shown(metric, given.low), shown(metric, given.high));
  };
  if (results.length === 0 && scorecard.measured.length > 0) {
    const measured = textTable(
      [
        { header: SCORECARD_COMMAND.columns.metric },
        { header: SCORECARD_COMMAND.columns.value, align: "end" },
        { header: SCORECARD_COMMAND.columns.numerator, align: "end" },
        { header: SCORECARD_COMMAND.columns.denominator, align: "end" },
      ],
      scorecard.measured.map(({ metric, value, numerator, denominator }) => [
        findMetric(metric)?.name ?? metric,
        shown(metric, value),
        amount(numerator),
        amount(denominator),
      ]),
    );
    return [
      about.join(" · "),
      `${SCORECARD_COMMAND.gaps[scorecard.gap ?? "no-sow"]} ${SCORECARD_COMMAND.measured}`,
      "",
      measured,
    ].join("\n");
  }
  const table = textTable(
    [
      { header: SCORECARD_COMMAND.columns.metric },
      { header: SCORECARD_COMMAND.columns.value, align: "end" },
      { header: SCORECARD_COMMAND.columns.n, align: "end" },
      { header: SCORECARD_COMMAND.columns.expected, align: "end" },
      { header: SCORECARD_COMMAND.columns.minimum, align: "end" },
      { header: SCORECARD_COMMAND.columns.verdict },
      { header: SCORECARD_COMMAND.columns.clause },
    ],
    results.map(({ name, metric, value, n, comparator, expected, minimum, verdict, wouldBe, scoredBy, clause }) => [
      name,
      shown(metric, value),
      formatCount(n),
      level(metric, expected),
      level(metric, minimum),
      verdictCell(verdict, wouldBe, scoredBy, { sense: comparator, hasMinimum: minimum !== null }),
      clause,
    ]),
  );
  const gap = scorecard.gap === null ? [] : [SCORECARD_COMMAND.gaps[scorecard.gap], ""];
  return [about.join(" · "), "", ...gap, table].join("\n");
}
