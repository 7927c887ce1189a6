import { expect, test } from "vitest";
import { Saturated } from "./gate";
import { isSaturation } from "./saturation";

/** As the built pages have it: the same class, defined a second time. */
class OtherSaturated extends Error {
  override name = "Saturated";
}

const coded = (code: string, further: object = {}) => Object.assign(new Error("It failed."), { code }, further);

test.each([
  ["work that waited too long", new Saturated("waited-too-long")],
  ["the same of another build", new OtherSaturated("Work waited too long for its turn.")],
  ["a statement at its time limit", coded("57014")],
  [
    "a raw query at its time limit",
    coded("P2010", { meta: { driverAdapterError: { cause: { originalCode: "57014" } } } }),
  ],
  [
    "a raw query without a connection",
    coded("P2010", { meta: { driverAdapterError: { cause: { originalCode: "53300" } } } }),
  ],
  ["a transaction that did not begin in time", coded("P2028")],
  ["a connection that did not come", new Error("timeout exceeded when trying to connect")],
  ["one of these inside another", new Error("It failed.", { cause: coded("57014") })],
])("%s may work a little later", (_name, error) => {
  expect(isSaturation(error)).toBe(true);
});

test.each([
  ["a fault", new TypeError("undefined is not a function")],
  ["a raw query that is wrong", coded("P2010", { meta: { driverAdapterError: { cause: { originalCode: "42601" } } } })],
  ["a broken rule", coded("23505")],
  ["nothing", undefined],
  ["text", "Saturated"],
])("%s does not", (_name, error) => {
  expect(isSaturation(error)).toBe(false);
});
