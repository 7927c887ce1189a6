import { expect, test } from "vitest";
import { parsePeriod } from "../../calendar/period";
import { monthOrder, type ClosedPeriod } from "./month-order";

const month = (key: string) => {
  const period = parsePeriod(key);
  if (period === null) throw new Error(`${key} is no month`);
  return period;
};
const closed = (key: string, isInForce = true): ClosedPeriod => ({ period: key, ...month(key).range, isInForce });

test("the first month that is closed may be any, and earlier ones are before the records", () => {
  expect(monthOrder(month("2026-03"), [])).toEqual({ at: "first" });
  expect(monthOrder(month("2026-02"), [closed("2026-03")])).toEqual({ at: "before-records", first: "2026-03" });
});

test("a later month follows the last closed one, also one that was reopened", () => {
  expect(monthOrder(month("2026-04"), [closed("2026-03")])).toEqual({ at: "next" });
  expect(monthOrder(month("2026-06"), [closed("2026-03")])).toEqual({ at: "after-open", open: ["2026-04", "2026-05"] });
  const reopened = [closed("2026-03"), closed("2026-04", false)];
  expect(monthOrder(month("2026-05"), reopened)).toEqual({ at: "after-open", open: ["2026-04"] });
  expect(monthOrder(month("2026-04"), reopened)).toEqual({ at: "next" });
  expect(monthOrder(month("2026-04"), [...reopened, closed("2026-04")])).toEqual({ at: "closed" });
});

test("fiscal months follow each other by their own first day", () => {
  expect(monthOrder(month("2026-04@22"), [closed("2026-02@22")])).toEqual({ at: "after-open", open: ["2026-03@22"] });
});
