import { formatCount } from "../shared/figures";

/** A sample with its noun as metrics name it, `3,717 responses`; one of them in the singular. */
export function countedSample(n: number, sample: string): string {
  return `${formatCount(n)} ${n === 1 ? sample.replace(/s$/, "") : sample}`;
}
