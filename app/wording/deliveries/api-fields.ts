import { DELIVERY_STATES } from "~/domain/deliveries/evaluate-delivery";
import { DELIVERY_LABELS } from "./deliveries";

/** What the fields of expected files mean, for the description of the API. */
export const DELIVERY_FIELDS = {
  to: "Last day, inclusive",
  inTimeUntil: "Due time plus grace period",
  state: DELIVERY_STATES.map((state) => `${state}: ${DELIVERY_LABELS[state].meaning}`).join("; "),
  receivedAt: "When the file was complete; for an incomplete file, when its last rows were received",
  usualRows:
    "Sum of the medians of the same weekdays in the previous eight weeks; null if fewer than the required weeks have data",
  daysMissing: "Days without rows that usually have rows",
  source: "Null: any source",
  weekdays: "Days covered by a daily file; 1 is Monday",
  dueOn: "Weekday of a weekly file, day of the month of a monthly file",
  incompletePercent: "A file with fewer rows than this percentage of typical rows is incomplete; 0 turns the check off",
  sowVersion: "SOW version that lists the file; null for a schedule created in Plumbline",
  periods: "Recent periods, oldest first",
} as const;
