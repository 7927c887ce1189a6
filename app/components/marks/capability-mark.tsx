import type { ReactNode } from "react";
import type { Assurance } from "~/domain/causes/capability";
import { ASSURANCE_MEANINGS, assuranceLabel } from "~/wording/causes/capability";
import type { Verdict } from "~/domain/contracts/verdict";
import { classNames } from "../ui/class-names";
import { STABILITY_MARK_TEXT } from "~/wording/causes/marks";

/** The line is the target, the box what the figure does by itself. */
const LOOKS: Readonly<Record<Assurance, { tone: string; shape: ReactNode }>> = {
  always: {
    tone: "text-ink-3",
    shape: (
      <>
        <rect x="2" y="1.5" width="8" height="5" rx="1" fill="currentColor" stroke="none" />
        <path d="M0.8 10h10.4" />
      </>
    ),
  },
  "by-luck": {
    tone: "text-ink-3",
    shape: (
      <>
        <rect x="2" y="2.5" width="8" height="7" rx="1" strokeWidth="1.2" />
        <path d="M0.8 6h10.4" />
      </>
    ),
  },
  never: {
    tone: "text-worse font-medium",
    shape: (
      <>
        <path d="M0.8 2h10.4" />
        <rect x="2" y="5.5" width="8" height="5" rx="1" strokeWidth="1.2" strokeDasharray="1.6 1.2" />
      </>
    ),
  },
};

type AssuranceMarkProps = {
  assurance: Assurance;
  /** How the result beside the mark was judged: a miss is never called stable. */
  verdict: Verdict;
  size?: "small" | "regular";
};

/** Whether a metric is stable on target, unstable, or out of reach. Beside `ChangeMark`, which says whether it is changing. */
export function AssuranceMark({ assurance, verdict, size = "small" }: AssuranceMarkProps) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1.5 whitespace-nowrap",
        size === "small" ? "text-2xs" : "text-base tracking-normal",
        LOOKS[assurance].tone,
      )}
    >
      <AssuranceGlyph assurance={assurance} />
      {assuranceLabel(assurance, verdict)}
      <span className="sr-only">: {ASSURANCE_MEANINGS[assurance]}</span>
    </span>
  );
}

const SHOWN = ["always", "by-luck", "never"] as const;

/** What the marks of stability mean, in words; below a table that has any. */
export function AssuranceLegend() {
  return (
    <ul
      aria-label={STABILITY_MARK_TEXT.stabilityLegend}
      className="mt-1.5 flex break-inside-avoid flex-wrap gap-x-4 gap-y-1 text-2xs text-ink-3"
    >
      {SHOWN.map((assurance) => (
        <li key={assurance} className="inline-flex items-center gap-1.5">
          <span className={LOOKS[assurance].tone}>
            <AssuranceGlyph assurance={assurance} />
          </span>
          {assuranceLabel(assurance, "no-target")}: {ASSURANCE_MEANINGS[assurance]}
        </li>
      ))}
    </ul>
  );
}

function AssuranceGlyph({ assurance }: { assurance: Assurance }) {
  return (
    <svg
      className="shrink-0"
      viewBox="0 0 12 12"
      width="12"
      height="12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
      focusable="false"
    >
      {LOOKS[assurance].shape}
    </svg>
  );
}
