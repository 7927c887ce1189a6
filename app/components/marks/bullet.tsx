import type { Verdict } from "~/domain/contracts/verdict";
import { type BulletTarget, bulletGeometry } from "./bullet-geometry";
import { classNames } from "../ui/class-names";

type BulletProps = {
  value: number | null;
  target: BulletTarget;
  verdict: Verdict;
  /** What the picture says, in words: "78.4% against 85.0% expected, 80.0% minimum". */
  label: string;
  /** Ends that the metric cannot pass: 0 and 1 for shares. */
  floor?: number | null | undefined;
  ceiling?: number | null | undefined;
  /** `row` for table cells, `wide` for cards. */
  size?: "row" | "wide" | undefined;
};

const BAR: Partial<Record<Verdict, string>> = { missed: "fill-missed", below: "fill-below" };

/** A result against its target: bar, target tick, the part that counts as a miss in a deeper shade. Hollow where nothing is judged yet. */
export function Bullet({ value, target, verdict, label, floor = 0, ceiling = null, size = "row" }: BulletProps) {
  const isProvisional = verdict === "insufficient" || verdict === "running";
  const { bar, ticks, missed } = bulletGeometry(value, target, { floor, ceiling });
  return (
    <svg
      role="img"
      aria-label={label}
      className={classNames("block", size === "row" ? "w-19" : "w-full")}
      width={size === "row" ? 76 : "100%"}
      height="18"
    >
      <rect y="3" width="100%" height="12" className="fill-band-2" />
      {missed.map((part) => (
        <rect
          key={part.from}
          x={percent(part.from)}
          y="3"
          width={percent(part.until - part.from)}
          height="12"
          className="fill-band-1"
        />
      ))}
      {bar === null ? (
        <line x1="0" x2="100%" y1="9" y2="9" strokeDasharray="2 3" className="stroke-quiet" />
      ) : (
        <rect
          y="6.5"
          width={percent(bar)}
          height="5"
          strokeDasharray={isProvisional ? "2 2" : undefined}
          className={isProvisional ? "fill-surface stroke-quiet" : (BAR[verdict] ?? "fill-quiet")}
        />
      )}
      {ticks.map((tick) => (
        <line
          key={tick}
          x1={percent(tick)}
          x2={percent(tick)}
          y1="1"
          y2="17"
          strokeWidth="2"
          className="stroke-target"
        />
      ))}
    </svg>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
