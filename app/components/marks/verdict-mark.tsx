import { Link } from "@remix-run/react";
import { LEADS_TO_CALCULATION } from "~/wording/scorecards/figure-links";
import type { Verdict } from "~/domain/contracts/verdict";
import { type JudgedAgainst, verdictText } from "~/wording/contracts/verdict-names";
import { classNames } from "../ui/class-names";
import { VerdictGlyph } from "./verdict-glyph";
import { needsAction } from "~/wording/contracts/verdicts";
import { verdictTextClass } from "./verdict-class";

type VerdictMarkProps = {
  verdict: Verdict;
  /** What the words depend on: which way is good, and whether there is a minimum or limit. */
  against: JudgedAgainst;
  /** The sample, shown with a result that is too small to judge. */
  n?: number | null | undefined;
  /** A second line: "third in a row". */
  detail?: string | null | undefined;
  /** The shape alone; the word stays for screen readers. */
  compact?: boolean | undefined;
  /** Why it is no contract result, stated with the shape alone: "so far". */
  note?: string | null | undefined;
  /** Where it is shown how the verdict comes about. */
  href?: string | null | undefined;
};

const COUNT = new Intl.NumberFormat("en-GB");

/** How a result stands against its target: shape, word and color; loud only where something is to be done. */
export function VerdictMark({
  verdict,
  against,
  n,
  detail,
  compact = false,
  note = null,
  href = null,
}: VerdictMarkProps) {
  const { word, meaning: plain } = verdictText(verdict, against);
  const meaning = note === null ? plain : `${plain} (${note})`;
  const sample = verdict === "insufficient" && typeof n === "number" ? `n ${COUNT.format(n)} ` : "";
  const tone = classNames(verdictTextClass(verdict), needsAction(verdict) && "font-medium");
  const text = `${sample}${sample ? word.toLowerCase() : word}`;
  const title = href === null ? meaning : `${meaning}. ${LEADS_TO_CALCULATION}`;
  if (compact) {
    const mark = (
      <span title={title} className={classNames("inline-flex align-middle", tone)}>
        <VerdictGlyph verdict={verdict} />
        <span className="sr-only">{meaning}</span>
      </span>
    );
    return href === null ? mark : <Link to={href}>{mark}</Link>;
  }
  return (
    <span className="inline-block text-xs">
      <span title={meaning} className={classNames("inline-flex items-center gap-1.5", tone)}>
        <VerdictGlyph verdict={verdict} />
        <span className={classNames("figures", sample === "" && "whitespace-nowrap")}>
          {href === null ? (
            text
          ) : (
            <Link to={href} title={title} className="underline-offset-3 hover:underline">
              {text}
            </Link>
          )}
        </span>
      </span>
      {detail && <span className="block max-w-32 min-w-23 text-2xs text-balance text-ink-3">{detail}</span>}
    </span>
  );
}
