import type { CauseCategory, Fault } from "./root-cause-note";
import type { Day } from "../calendar/day";

/** A root-cause note as it stands beside a figure. `number` is its pin. */
export type PinnedNote = {
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly symptom: string;
  readonly category: CauseCategory;
  readonly fault: Fault;
  readonly metric: string;
  readonly metricName: string;
  readonly slice: readonly string[];
  readonly from: Day;
  readonly to: Day;
  readonly owner: string;
  readonly authorName: string;
  readonly writtenOn: Day;
};
