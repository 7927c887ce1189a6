import { EVERY_WEEKDAY, clockText, weekdayName, type Delivery } from "~/domain/contracts/delivery-schedule";

/** The name of an expected file: its own, else its source and kind, such as `contacts from five9`. */
export function deliveryName({ name, kind, source }: Pick<Delivery, "name" | "kind" | "source">): string {
  if (name !== "") return name;
  return source === null ? `${kind} from any source` : `${kind} from ${source}`;
}

/** `daily, Mon–Fri, due 09:00 the next day`, `weekly, due Monday 09:00`, `monthly, due on the 3rd at 09:00 (2 days grace)`. */
export function scheduleText({ cadence, dueMinutes, graceDays }: Delivery): string {
  const time = clockText(dueMinutes);
  const grace = graceDays === 0 ? "" : ` (grace period ${graceDays === 1 ? "1 day" : `${graceDays} days`})`;
  switch (cadence.every) {
    case "day":
      return `daily${weekdaysText(cadence.weekdays)}, due ${time} the next day${grace}`;
    case "week":
      return `weekly, due ${weekdayName(cadence.weekday)} ${time}${grace}`;
    case "month":
      return `monthly, due on the ${ordinal(cadence.monthDay)} at ${time}${grace}`;
  }
}

function weekdaysText(weekdays: readonly number[]): string {
  if (weekdays.length === EVERY_WEEKDAY.length) return "";
  const days = [...weekdays].sort((a, b) => a - b);
  const short = (day: number) => weekdayName(day).slice(0, 3);
  const [first = 0, last = 0] = [days[0], days.at(-1)];
  const isConsecutive = days.length > 2 && last - first === days.length - 1;
  return `, ${isConsecutive ? `${short(first)}–${short(last)}` : days.map(short).join(", ")}`;
}

function ordinal(number: number): string {
  const teen = number > 10 && number < 14;
  const ending = teen ? undefined : ["st", "nd", "rd"][(number % 10) - 1];
  return `${number}${ending ?? "th"}`;
}
