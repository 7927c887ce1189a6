import { DELIVERY_DEFAULTS, parseClock, type Cadence, type Delivery } from "./delivery-schedule";
import type { ReadDelivery } from "./document";

/** A file that the document says is expected, as deliveries judge it. */
export function resolveDelivery(read: ReadDelivery): Delivery {
  const { name, kind, source, dueTime, graceDays, incompletePercent } = read;
  return {
    name,
    kind,
    source: source ?? null,
    cadence: cadenceOf(read),
    dueMinutes: parseClock(dueTime) ?? DELIVERY_DEFAULTS.dueMinutes,
    graceDays,
    incompletePercent,
  };
}

function cadenceOf(read: ReadDelivery): Cadence {
  switch (read.every) {
    case "day":
      return { every: "day", weekdays: [...new Set(read.weekdays)].sort((a, b) => a - b) };
    case "week":
      return { every: "week", weekday: read.dueOn };
    case "month":
      return { every: "month", monthDay: read.dueOn };
  }
}
