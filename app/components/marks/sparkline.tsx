import type { Verdict } from "~/domain/contracts/verdict";
import type { PastResults } from "~/domain/scorecards/result-line";
import { sparklineGeometry } from "./sparkline-geometry";

type SparklineProps = {
  /** Usually 13 months. How the last one stands decides the shape of its mark. */
  past: PastResults;
  /** What the line says, in words: "13 months, from 86.1% to 78.4%". */
  label: string;
  /** `cell` beside a figure, `row` in a table column of its own, `wide` in a list. */
  size?: "cell" | "row" | "wide" | undefined;
};

const BOX = { cell: { width: 46, height: 20 }, row: { width: 80, height: 28 }, wide: { width: 124, height: 34 } };

/** A short trend: measured line with gaps where nothing was measured, the expected level, the last point marked. */
export function Sparkline({ past, label, size = "cell" }: SparklineProps) {
  const { width, height } = BOX[size];
  const { path, expectedPath, alone, last, end } = sparklineGeometry(past, width, height);
  return (
    <svg
      role="img"
      aria-label={label}
      className="block shrink-0"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fill="none"
    >
      <path d={expectedPath} className="stroke-line-strong" strokeWidth="1.25" />
      <path d={path} className="stroke-quiet" strokeWidth="1.4" strokeLinejoin="round" strokeLinecap="round" />
      {alone.map((point) => (
        <circle key={point.x} cx={point.x} cy={point.y} r="1.3" className="fill-quiet" />
      ))}
      {last ? (
        <LastMark {...last} />
      ) : (
        <circle cx={end.x} cy={end.y} r="2.4" strokeDasharray="1.2 1.2" className="stroke-quiet" />
      )}
    </svg>
  );
}

function LastMark({ verdict, x, y }: { verdict: Verdict; x: number; y: number }) {
  const at = `translate(${x} ${y})`;
  if (verdict === "missed") return <path transform={at} d="M0-3.3 3.3 0 0 3.3-3.3 0z" className="fill-missed" />;
  if (verdict === "below") return <path transform={at} d="M0-3 3 2.4h-6z" className="fill-below" />;
  if (verdict === "running" || verdict === "insufficient") {
    return <circle transform={at} r="2.2" className="fill-surface stroke-quiet" strokeWidth="1.3" />;
  }
  return <circle transform={at} r="2.2" className="fill-met" />;
}
