import { type DeliveryState, DELIVERY_STATES } from "~/domain/deliveries/evaluate-delivery";
import { classNames } from "../ui/class-names";
import { VerdictGlyph } from "../marks/verdict-glyph";
import { needsAction } from "~/wording/contracts/verdicts";
import { verdictTextClass } from "../marks/verdict-class";
import { DELIVERY_LABELS, type DeliveryCell } from "~/wording/deliveries/deliveries";
import { EXPECTED_FILES } from "~/wording/deliveries/expected-file-pages";

/** How a file that is expected stands: shape and word, loud only where something is to be done. */
export function DeliveryMark({ state }: { state: DeliveryState }) {
  const { word, meaning, glyph } = DELIVERY_LABELS[state];
  const tone = classNames(verdictTextClass(glyph), needsAction(glyph) && "font-medium");
  return (
    <span title={meaning} className={classNames("inline-flex items-center gap-1.5 text-xs whitespace-nowrap", tone)}>
      <VerdictGlyph verdict={glyph} />
      {word}
    </span>
  );
}

/** The latest periods of a file as marks in a row, the oldest first. */
export function DeliveryStrip({ cells, label }: { cells: readonly DeliveryCell[]; label: string }) {
  return (
    <ol aria-label={label} className="inline-flex flex-wrap gap-1">
      {cells.map(({ key, days, state, sentence }) => {
        const { word, glyph } = DELIVERY_LABELS[state];
        return (
          <li key={key} title={`${days}: ${sentence}`} className={classNames("inline-flex", verdictTextClass(glyph))}>
            <VerdictGlyph verdict={glyph} />
            <span className="sr-only">{`${days}: ${word}`}</span>
          </li>
        );
      })}
    </ol>
  );
}

/** What the marks of deliveries mean, in words. */
export function DeliveryLegend() {
  return (
    <ul aria-label={EXPECTED_FILES.legend} className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-2xs text-ink-3">
      {DELIVERY_STATES.map((state) => {
        const { word, meaning, glyph } = DELIVERY_LABELS[state];
        return (
          <li key={state} className="inline-flex items-center gap-1.5">
            <span className={verdictTextClass(glyph)}>
              <VerdictGlyph verdict={glyph} />
            </span>
            {`${word}: ${meaning}`}
          </li>
        );
      })}
    </ul>
  );
}
