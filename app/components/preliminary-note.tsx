import { preliminaryWords, type Preliminary } from "~/domain/metrics/preliminary";

/** What of a figure is not settled yet, under it; nothing where it is final. */
export function PreliminaryNote({ of }: { of: Preliminary | null }) {
  return of === null ? null : <span className="block text-2xs text-ink-2">{preliminaryWords(of)}</span>;
}
