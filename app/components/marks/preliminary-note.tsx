import type { Preliminary } from "~/domain/metrics/preliminary";
import { preliminaryText } from "~/wording/metrics/preliminary";
import { classNames } from "../ui/class-names";

/** What of a figure is not settled yet, under it; nothing where it is final. `narrow`: in a column of figures. */
export function PreliminaryNote({ of, narrow = false }: { of: Preliminary | null; narrow?: boolean }) {
  if (of === null) return null;
  return (
    <span className={classNames("block text-2xs text-ink-2", narrow && "ms-auto max-w-36 text-balance")}>
      {preliminaryText(of)}
    </span>
  );
}
