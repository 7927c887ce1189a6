import type { Verdict } from "~/domain/sow/judge";
import { VerdictGlyph } from "./verdict-glyph";
import { VERDICT_WORDS, verdictTextClass } from "./verdict-words";

const SHOWN: readonly Verdict[] = ["missed", "below", "met", "insufficient", "no-data", "running"];

/** What the marks on a page mean, in words. */
export function VerdictLegend() {
  return (
    <ul
      aria-label="What the marks mean"
      className="mt-2 flex break-inside-avoid flex-wrap gap-x-4 gap-y-1 text-2xs text-ink-3"
    >
      {SHOWN.map((verdict) => (
        <li key={verdict} className="inline-flex items-center gap-1.5">
          <span className={verdictTextClass(verdict)}>
            <VerdictGlyph verdict={verdict} />
          </span>
          {VERDICT_WORDS[verdict].meaning}
        </li>
      ))}
    </ul>
  );
}
