import type { ChangeSignal } from "~/domain/causes/usual-range";
import { classNames } from "../ui/class-names";
import { CHANGE_MARK_TEXT } from "~/wording/causes/marks";

/** `shifted`: a change of a metric for which neither direction is good. */
type Change = ChangeSignal["code"];

type ChangeMarkProps = {
  change: Change;
  /** Which way the figure itself went: worse may be up. */
  moved?: "up" | "down" | null | undefined;
  compact?: boolean | undefined;
  /** Fewer than 12 points stand behind the limits. */
  provisional?: boolean | undefined;
};

const WORDS: Record<Change, { word: string; meaning: string; tone: string }> = {
  worse: {
    word: CHANGE_MARK_TEXT.worseThanUsual,
    meaning: CHANGE_MARK_TEXT.worseThanItsUsual,
    tone: "text-worse font-medium",
  },
  better: {
    word: CHANGE_MARK_TEXT.betterThanUsual,
    meaning: CHANGE_MARK_TEXT.betterThanItsUsual,
    tone: "text-better font-medium",
  },
  shifted: {
    word: CHANGE_MARK_TEXT.differentFromUsual,
    meaning: CHANGE_MARK_TEXT.outsideItsUsualRange,
    tone: "text-ink-2 font-medium",
  },
  usual: { word: CHANGE_MARK_TEXT.asUsual, meaning: CHANGE_MARK_TEXT.withinItsUsualRange, tone: "text-ink-3" },
  "too-few": {
    word: CHANGE_MARK_TEXT.tooFewPoints,
    meaning: CHANGE_MARK_TEXT.notEnoughPointsDetect,
    tone: "text-ink-3",
  },
};

/** Whether a metric is changing: better, worse, or its usual noise. */
export function ChangeMark({ change, moved = null, compact = false, provisional = false }: ChangeMarkProps) {
  const { word, meaning, tone } = WORDS[change];
  const label = provisional ? CHANGE_MARK_TEXT.limitsProvisional(meaning) : meaning;
  return (
    <span title={label} className={classNames("inline-flex flex-wrap items-center gap-x-1.5 text-xs", tone)}>
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
        <ChangeGlyph change={change} moved={moved} />
        <span className={compact ? "sr-only" : undefined}>{compact ? label : word}</span>
      </span>
      {provisional && !compact && (
        <span className="text-2xs font-normal text-ink-3">{CHANGE_MARK_TEXT.provisional}</span>
      )}
    </span>
  );
}

function ChangeGlyph({ change, moved }: { change: Change; moved: "up" | "down" | null }) {
  const direction = moved ?? (change === "better" ? "up" : "down");
  return (
    <svg
      className="shrink-0"
      viewBox="0 0 12 12"
      width="12"
      height="12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {change === "usual" && <path d="M1 7.2c1.2-3.2 2.3-3.2 3.4 0s2.2 3.2 3.4 0S10 4 11 6" strokeWidth="1.3" />}
      {change === "too-few" && <path d="M3 6h.01M9 6h.01" strokeWidth="2" />}
      {(change === "worse" || change === "better" || change === "shifted") &&
        (direction === "down" ? <path d="m2.5 2.5 7 7M9.5 4v5.5H4" /> : <path d="m2.5 9.5 7-7M9.5 8V2.5H4" />)}
    </svg>
  );
}
