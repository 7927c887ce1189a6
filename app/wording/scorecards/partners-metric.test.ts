import { expect, test } from "vitest";
import { otherTargetsText } from "./partners-metric";

test("a line without a target names the slices that have one", () => {
  expect(otherTargetsText([])).toBe("No target");
  expect(otherTargetsText([{ channel: "Voice" }])).toBe("Target only for Voice");
  expect(otherTargetsText([{ channel: "Voice" }, { program: "Billing", channel: "Chat" }])).toBe(
    "Targets only for Voice; Billing · Chat",
  );
  expect(otherTargetsText([{}])).toBe("Target only with other parameters");
});
