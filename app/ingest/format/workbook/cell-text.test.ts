import { describe, expect, it } from "vitest";
import { unescapedText } from "./cell-text";

describe("an escaped text of a workbook", () => {
  it("stands for its characters", () => {
    expect(unescapedText("a_x000D_b")).toBe("a\rb");
    expect(unescapedText("_xD83D__xDE00_ and _xyz_")).toBe("😀 and _xyz_");
  });

  it.each(["a_x0000_b", "_xD800_", "_xDE00__xD83D_"])("that cannot be stored is refused with its file: %s", (text) => {
    expect(() => unescapedText(text)).toThrow(expect.objectContaining({ code: "binary" }));
  });
});
