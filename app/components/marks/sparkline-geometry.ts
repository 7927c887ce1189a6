import type { BaseLevel, Verdict } from "~/domain/contracts/verdict";
import type { PastResults } from "~/domain/scorecards/result-line";

export type SparklineGeometry = {
  /** The measured line; broken where nothing was measured. Empty with fewer than two neighbors. */
  path: string;
  /** What was expected, as steps. */
  expectedPath: string;
  /** Measured points without a measured neighbor: a line cannot show them. */
  alone: readonly { x: number; y: number }[];
  /** The last point with its own verdict; null when it was not measured. */
  last: { x: number; y: number; verdict: Verdict } | null;
  /** Where the last period stands, measured or not. */
  end: { x: number; y: number };
};

/** Places a short series in a box of the given size, with room at the edges for the last point's mark. */
export function sparklineGeometry(past: PastResults, width: number, height: number): SparklineGeometry {
  const { values, verdict } = past;
  const expected = past.expected.flatMap(({ level, periods }) => Array.from({ length: periods }, () => level));
  const margin = 3.5;
  const runs = past.expected.flatMap(({ level }) => [levelEdge(level, "low"), levelEdge(level, "high")]);
  const levels = [...values, ...runs].filter((level) => level !== null);
  const lowest = Math.min(...levels);
  const spread = Math.max(...levels) - lowest;
  const step = values.length > 1 ? (width - 2 * margin) / (values.length - 1) : 0;
  const x = (index: number) => round(margin + index * step);
  const y = (level: number) =>
    round(spread > 0 ? height - margin - ((level - lowest) / spread) * (height - 2 * margin) : height / 2);

  const placed = values.map((value, index) => ({ x: x(index), y: value === null ? null : y(value) }));
  const alone = placed.flatMap((point, index) => {
    const lonely = placed[index - 1]?.y == null && placed[index + 1]?.y == null;
    return point.y !== null && lonely ? [{ x: point.x, y: point.y }] : [];
  });
  const final = placed.at(-1);
  return {
    path: brokenLine(placed),
    expectedPath: (["low", "high"] as const)
      .map((edge) => expected.map((level) => levelEdge(level, edge)))
      .map((heights) => expectedSteps(heights, x, y, step / 2))
      .filter((path, index, paths) => paths.indexOf(path) === index)
      .join(""),
    alone,
    last: final && final.y !== null ? { x: final.x, y: final.y, verdict } : null,
    end: { x: final?.x ?? width / 2, y: final?.y ?? height / 2 },
  };
}

/** Straight from point to point, started again after every gap. */
function brokenLine(points: readonly { x: number; y: number | null }[]): string {
  return points
    .map(({ x, y }, index) => (y === null ? "" : `${points[index - 1]?.y == null ? "M" : "L"}${x},${y}`))
    .join("");
}

/** Each level holds for its whole period, so a change falls half a step between two points. */
function expectedSteps(
  levels: readonly (number | null)[],
  x: (index: number) => number,
  y: (level: number) => number,
  half: number,
): string {
  let path = "";
  let before: number | null = null;
  levels.forEach((expected, index) => {
    if (expected !== null) {
      const left = index === 0 ? x(index) : round(x(index) - half);
      const right = index === levels.length - 1 ? x(index) : round(x(index) + half);
      const level = y(expected);
      path += before === null ? `M${left},${level}` : before === level ? "" : `V${level}`;
      path += `H${right}`;
    }
    before = expected === null ? null : y(expected);
  });
  return path;
}

function levelEdge(level: BaseLevel | null, edge: "low" | "high"): number | null {
  return level === null || typeof level === "number" ? level : level[edge];
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}
