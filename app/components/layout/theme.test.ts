import { describe, expect, it } from "vitest";
import { readTheme, THEMES, writeTheme } from "./theme";

describe("the theme's cookie", () => {
  it("is read back as it was written", () => {
    for (const theme of THEMES) expect(readTheme(`a=b; ${writeTheme(theme).split(";")[0]}`)).toBe(theme);
  });

  it("means the system's theme where it says nothing that exists", () => {
    expect(readTheme(null)).toBe("system");
    expect(readTheme("plumbline-theme=neon")).toBe("system");
    expect(readTheme("plumbline-theme")).toBe("system");
  });
});
