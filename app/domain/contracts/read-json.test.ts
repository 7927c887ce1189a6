import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJsonText } from "./read-json";

const faultOf = (text: string) => {
  const read = readJsonText(text);
  return read.ok ? null : [read.fault.line, read.fault.column];
};

describe("the text of a document", () => {
  it("is read with or without a byte order mark", () => {
    expect(readJsonText('\uFEFF{"a":1}')).toEqual({ ok: true, json: { a: 1 } });
  });

  it("says at which line and column it stops being JSON", () => {
    expect(faultOf('{\n  "a": 1,\n  "b": oops\n}')).toEqual([3, 8]);
    expect(faultOf('{\n  "a": 1,\n}')).toEqual([3, 1]);
    expect(faultOf('{"a": 1 "b": 2}')).toEqual([1, 9]);
    expect(faultOf('{"a": [1, 2}')).toEqual([1, 12]);
    expect(faultOf("{'a': 1}")).toEqual([1, 2]);
    expect(faultOf('{"a": 1} {')).toEqual([1, 10]);
    expect(faultOf("PK\u0003\u0004")).toEqual([1, 1]);
  });

  it("says that it ends too early", () => {
    expect(readJsonText('{\n  "a": [1, 2')).toEqual({
      ok: false,
      fault: { line: 2, column: 13, message: "The text ends unexpectedly at line 2, column 13" },
    });
    expect(readJsonText("  ")).toMatchObject({ ok: false, fault: { message: "The document is empty" } });
  });

  it("finds a fault in every text that is cut short, at its end", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (value, cut) => {
        const text = JSON.stringify(value);
        const read = readJsonText(text.slice(0, 1 + (cut % (text.length - 1))));
        expect(read.ok).toBe(false);
      }),
    );
  });

  it("is refused where it nests too deep, before it is parsed, and brackets in texts do not count", () => {
    const nested = (levels: number) => `${"[".repeat(levels)}"[{[{\\"[["${"]".repeat(levels)}`;
    expect(readJsonText(nested(40))).toMatchObject({ ok: true });
    expect(readJsonText(nested(41))).toEqual({
      ok: false,
      fault: { line: 1, column: 41, message: "The text is nested deeper than 40 levels at line 1, column 41" },
    });
    expect(readJsonText("[".repeat(900_000))).toMatchObject({ ok: false, fault: { column: 41 } });
    expect(readJsonText(`"${"[".repeat(100)}`)).toMatchObject({ ok: false });
  });

  it.each(['{"a": "\\u0000"}', '{"a": ["\\ud800"]}', '{"\\udc00": 1}', '{"a": "\\udc00\\ud800"}', '["\ud800"]'])(
    "is refused where %s could not be stored",
    (text) => {
      const read = readJsonText(text);
      expect(read.ok ? "" : read.fault.message).toMatch(/can’t be stored \(such as NUL\) at line 1/);
    },
  );

  it("may write any character that can be stored as an escape", () => {
    const text = String.raw`["\ud83d\ude00", "\\u0000"]`;
    expect(readJsonText(text)).toEqual({ ok: true, json: ["😀", String.raw`\u0000`] });
  });
});
