import { LEGEND_LABELS } from "~/wording/contracts/verdict-names";
import { VerdictGlyph } from "./verdict-glyph";
import { verdictTextClass } from "./verdict-class";
import { VERDICT_LEGEND_TEXT } from "~/wording/contracts/legend";

const SHOWN = ["missed", "below", "met", "insufficient", "no-data", "running"] as const;

/** What the marks on a page mean, in words. */
export function VerdictLegend() {
  return (
    <ul
      aria-label={VERDICT_LEGEND_TEXT.legend}
      className="mt-2 flex break-inside-avoid flex-wrap gap-x-4 gap-y-1 text-2xs text-ink-3"
    >
      {SHOWN.map((verdict) => (
        <li key={verdict} className="inline-flex items-center gap-1.5">
          <span className={verdictTextClass(verdict)}>
            <VerdictGlyph verdict={verdict} />
          </span>
          {LEGEND_LABELS[verdict]}
        </li>
      ))}
    </ul>
  );
}
