import { leftOutText } from "~/wording/metrics/left-out";
import type { MetricValue } from "~/domain/metrics/metric-value";
import { classNames } from "../ui/class-names";

/** Which days a ratio does not count, under it; nothing where it counts all. `narrow`: in a column of figures. */
export function LeftOutNote({ of, narrow = false }: { of: MetricValue; narrow?: boolean }) {
  const words = leftOutText(of);
  if (words === null) return null;
  return (
    <span className={classNames("block text-2xs text-ink-2", narrow && "ms-auto max-w-36 text-balance")}>{words}</span>
  );
}
