import { Link } from "@remix-run/react";
import type { PointText } from "./trend-text";
import { TREND_TIP_TEXT } from "~/wording/shared/charts";

type TrendTipProps = {
  words: PointText;
  /** Where the point stands, in pixels from the left. */ left: number;
  top: number;
  width: number;
};

const GAP = 14;

/** What is known of one period, beside its point; it can be pointed at without closing. */
export function TrendTip({ words, left, top, width }: TrendTipProps) {
  const onRight = left < width / 2;
  return (
    <div
      style={onRight ? { top, left: left + GAP } : { top, right: width - left + GAP }}
      className="absolute z-10 w-max max-w-60 rounded-md border border-line-strong bg-surface px-3 py-2 text-xs shadow-raised"
    >
      <p className="font-semibold">{words.period}</p>
      <ul className="figures mt-1">
        {words.lines.map((line) => (
          <li key={line.key} className="flex items-baseline justify-between gap-4">
            <span className="text-ink-2">{line.name}</span>
            <span className="whitespace-nowrap">
              {line.href ? (
                <Link to={line.href} tabIndex={-1} title={TREND_TIP_TEXT.showRows} className="prose-link font-semibold">
                  {line.figure}
                </Link>
              ) : (
                <span className="font-semibold">{line.figure}</span>
              )}
              {line.sample && <span className="text-ink-3"> {line.sample}</span>}
            </span>
          </li>
        ))}
      </ul>
      {words.levels && <p className="figures mt-1 text-ink-3">{words.levels}</p>}
      {words.notes.map((note) => (
        <p key={note.number} className="mt-1.5 border-t border-line pt-1.5">
          {note.href ? (
            <Link to={note.href} tabIndex={-1} className="prose-link">
              {note.number}. {note.title}
            </Link>
          ) : (
            `${note.number}. ${note.title}`
          )}
        </p>
      ))}
    </div>
  );
}
