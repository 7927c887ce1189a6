import type { ReactNode } from "react";
import type { Verdict } from "~/domain/contracts/verdict";

const SHAPES: Readonly<Record<Verdict, ReactNode>> = {
  missed: <path d="M6 0.8 11.2 6 6 11.2 0.8 6z" fill="currentColor" />,
  below: <path d="M6 1.6 11 10.4H1z" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round" />,
  met: (
    <path
      d="m2 6.4 2.8 2.8L10.2 3.4"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
  "no-data": (
    <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="1.8 1.8" />
  ),
  insufficient: (
    <>
      <circle cx="2.4" cy="6" r="1.2" fill="currentColor" />
      <circle cx="6" cy="6" r="1.2" fill="none" stroke="currentColor" strokeWidth="0.9" />
      <circle cx="9.6" cy="6" r="1.2" fill="none" stroke="currentColor" strokeWidth="0.9" />
    </>
  ),
  running: (
    <>
      <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path
        d="M6 3.6V6l1.7 1.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  "no-target": <path d="M2.5 6h7" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />,
};

/** The shape of a verdict; always beside its word, on the page or for a screen reader. */
export function VerdictGlyph({ verdict }: { verdict: Verdict }) {
  return (
    <svg className="shrink-0" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
      {SHAPES[verdict]}
    </svg>
  );
}
