import type { ReactNode } from "react";
import { classNames } from "./class-names";

export const TAG_TONES = ["plain", "missed", "below", "met", "brand"] as const;
export type TagTone = (typeof TAG_TONES)[number];

const TONE: Record<TagTone, string> = {
  plain: "border-line-strong text-ink-2",
  missed: "border-transparent bg-missed-tint text-missed",
  below: "border-transparent bg-below-tint text-below",
  met: "border-transparent bg-met-tint text-met",
  brand: "border-brand text-brand",
};

/** A word or two that classify something: a state, a role, a category. */
export function Tag({ tone = "plain", children }: { tone?: TagTone | undefined; children: ReactNode }) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1 rounded-sm border px-1.5 text-2xs leading-[1.125rem] font-medium whitespace-nowrap",
        TONE[tone],
      )}
    >
      {children}
    </span>
  );
}
