import type { ReactNode } from "react";
import type { Assurance } from "~/domain/analysis/assurance";
import { classNames } from "./class-names";

/** The line is the target, the box what the figure does by itself. */
const LOOKS: Readonly<Record<Assurance, { word: string; meaning: string; tone: string; shape: ReactNode }>> = {
  always: {
    word: "Holds",
    meaning: "always holds its target at its usual variation",
    tone: "text-ink-3",
    shape: (
      <>
        <rect x="2" y="1.5" width="8" height="5" rx="1" fill="currentColor" stroke="none" />
        <path d="M0.8 10h10.4" />
      </>
    ),
  },
  "by-luck": {
    word: "By luck",
    meaning: "its usual variation crosses the target: it holds by luck",
    tone: "text-ink-3",
    shape: (
      <>
        <rect x="2" y="2.5" width="8" height="7" rx="1" strokeWidth="1.2" />
        <path d="M0.8 6h10.4" />
      </>
    ),
  },
  never: {
    word: "Cannot hold",
    meaning: "cannot hold its target at its usual variation",
    tone: "text-worse font-medium",
    shape: (
      <>
        <path d="M0.8 2h10.4" />
        <rect x="2" y="5.5" width="8" height="5" rx="1" strokeWidth="1.2" strokeDasharray="1.6 1.2" />
      </>
    ),
  },
};

/** Whether a metric can hold its target: always, by luck, or never. Beside `ChangeMark`, which says whether it is changing. */
export function AssuranceMark({ assurance, size = "small" }: { assurance: Assurance; size?: "small" | "regular" }) {
  const { word, meaning, tone, shape } = LOOKS[assurance];
  return (
    <span
      title={meaning}
      className={classNames(
        "inline-flex items-center gap-1.5 whitespace-nowrap",
        size === "small" ? "text-2xs" : "text-base tracking-normal",
        tone,
      )}
    >
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
        {shape}
      </svg>
      {word}
    </span>
  );
}
