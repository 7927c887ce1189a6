import { describe, expect, it } from "vitest";
import { cssString } from "./print-name";

describe("a view's name in print", () => {
  it("cannot end its string, its rule or its element", () => {
    const written = cssString('a"b\\c</style><script>d\ne&f');
    expect(written.slice(1, -1)).not.toMatch(/["<>&\n]/);
    expect(written).toContain("\\22 ");
    expect(written).toContain("\\3c ");
  });
});
