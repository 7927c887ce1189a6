import { expect, it } from "vitest";
import { moneyWarnings } from "~/domain/contracts/credits/money-warnings";
import { validateSow } from "~/domain/contracts/validate";
import example from "../../../docs/example-credit-scheme.json";
import { amounts, sowOf, statements, total } from "./month";

/* The complete example of docs/credit-schemes.md, with the money that the page names. */

const FEES = [
  { kind: "service", amountMinor: 20_000_000 },
  { kind: "reimbursed-costs", amountMinor: 1_000_000 },
];

it("reads the documented example without a problem or a warning", () => {
  const reading = validateSow(example);
  expect(reading.ok ? reading.warnings : reading.problems).toEqual([]);
  expect(moneyWarnings(example, sowOf(example))).toEqual([]);
});

it("makes of the documented example the statements that the page prints", () => {
  const good = { csat: 90, speed: 25, "late-reports": 0 };
  const keys = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"];
  const made = statements(sowOf(example), keys, {
    results: {
      "2026-01": { csat: 78.4, speed: 36.4, "late-reports": 5 },
      "2026-02": { csat: 79, speed: 13, "late-reports": 2 },
      "2026-03": good,
      "2026-04": good,
      "2026-05": good,
    },
    charges: Object.fromEntries(keys.map((key) => [key, FEES])),
  });
  expect(made.map(amounts)).toEqual([
    { "csat@2026-01": "8000.00", "slow@2026-01": "3000.00", "late-reports@2026-01": "300.00" },
    { "csat@2026-02": "12000.00", "fast@2026-02": "-500.00" },
    {},
    {},
    { "earn-back@2026-05@csat@2026-01": "-4000.00", "earn-back@2026-05@csat@2026-02": "-6000.00" },
  ]);
  expect(made.map(total)).toEqual(["11300.00", "11500.00", "0.00", "0.00", "-10000.00"]);
  expect(made[0]?.readings[0]?.others).toEqual([
    { reading: "Started seconds count", totalMinor: 1_180_000, complete: true },
  ]);
  expect(made[1]?.rights.find(({ target }) => target === "csat")).toMatchObject({ state: "one-away", misses: 2 });
});
