import { expect, test } from "vitest";
import { collapsedText, supersededText, skippedText } from "./row-counts";

test("lines and rows that stand for nothing of their own are counted in the singular and the plural", () => {
  expect(skippedText(1)).toBe("1 total or footer line skipped");
  expect(skippedText(1200)).toBe("1,200 total or footer lines skipped");
  expect(collapsedText(1)).toBe("1 other event of the same case");
  expect(supersededText(1200)).toBe("1,200 not applied because final figures or the counted event already exist");
  expect(collapsedText(5108)).toBe("5,108 other events of the same cases");
});
