import { expect, it } from "vitest";
import { CSAT_TARGET, readTarget } from "../contracts/test-documents";
import { countWouldBe, shownJudgment, wouldBeOf } from "./would-be";
import { compareOnly, judge } from "../contracts/verdict";
import { NO_DATA, ratio } from "../metrics/metric-value";

const target = readTarget(CSAT_TARGET);
const [good, bad] = [ratio(900, 1000), ratio(700, 1000)];

it("a contract result of a period that is over has no would-be verdict", () => {
  expect(wouldBeOf(target, bad, "over", "contract")).toBeNull();
});

it("a period in progress is compared so far", () => {
  expect(wouldBeOf(target, bad, "running", "contract")).toMatchObject({
    isSoFar: true,
    judgment: { verdict: "missed" },
  });
});

it("a figure of another slice or period than the target's is compared, not judged", () => {
  for (const basis of ["other-slice", "other-period"] as const) {
    const wouldBe = wouldBeOf(target, good, "over", basis);
    expect(wouldBe).toMatchObject({ basis, isSoFar: false, judgment: { verdict: "met" } });
    expect(shownJudgment({ judgment: compareOnly(target), wouldBe }).verdict).toBe("met");
  }
});

it("a period or slice without data says so instead of no target", () => {
  expect(wouldBeOf(target, NO_DATA, "over", "other-period")?.judgment.verdict).toBe("no-data");
  expect(wouldBeOf(target, NO_DATA, "running", "other-period")?.judgment.verdict).toBe("running");
});

it("nothing measured of a contract result and nothing agreed are compared with nothing", () => {
  expect(wouldBeOf(target, NO_DATA, "running", "contract")).toBeNull();
  expect(wouldBeOf(null, good, "over", "other-period")).toBeNull();
});

it("contract results do not count among would-be verdicts", () => {
  const judged = { judgment: judge(target, good, "over"), wouldBe: null };
  const compared = { judgment: compareOnly(target), wouldBe: wouldBeOf(target, bad, "over", "other-period") };
  expect(countWouldBe([judged, compared])).toEqual({ compared: 1, met: 0 });
});
