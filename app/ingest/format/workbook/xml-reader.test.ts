import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FileRefused } from "~/domain/input/refusal";
import { xmlReader } from "./xml-reader";

function eventsOf(xml: string, cuts: readonly number[] = []): string[] {
  const events: string[] = [];
  const reader = xmlReader({
    open: (name, attributes) => void events.push(`<${name} ${Object.entries(attributes).join(" ")}`),
    close: (name) => void events.push(`/${name}`),
    text: (text) => void events.push(text),
  });
  const positions = [0, ...cuts.map((cut) => cut % (xml.length + 1)).sort((a, b) => a - b), xml.length];
  positions.slice(1).forEach((end, index) => reader.write(xml.slice(positions[index], end)));
  reader.end();
  return events;
}

const XML = `<?xml version="1.0"?><x:a r='1'><b n="&lt;&#233;"/><t>one &amp; <![CDATA[<two>]]></t><!-- no --></x:a>`;

describe("the parts of a workbook", () => {
  test("are read tag by tag, without prefixes, with plain entities and protected text", () => {
    expect(eventsOf(XML)).toEqual(["<a r,1", "<b n,<é", "/b", "<t ", "one & ", "<two>", "/t", "/a"]);
  });

  test("tell the same wherever the pieces are cut", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { maxLength: 6 }), (cuts) => {
        expect(eventsOf(XML, cuts).join("")).toBe(eventsOf(XML).join(""));
      }),
    );
  });

  test.each([
    ["a document type", `<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>`, "document-type"],
    ["an outside document type", `<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>`, "document-type"],
    ["an entity of its own", "<a>&x;</a>", "damaged"],
    ["a tag that is not closed", "<a><b></a>", "damaged"],
    ["no end", "<a>", "damaged"],
    ["tags without end in each other", "<a>".repeat(100), "damaged"],
    ["no XML", "hello", "damaged"],
  ])("are refused with %s", (_what, xml, code) => {
    const refused = () => eventsOf(xml);
    expect(refused).toThrow(FileRefused);
    expect(refused).toThrow(expect.objectContaining({ code }));
  });

  test("are refused where one tag, text or document type goes on and on, without holding it", () => {
    for (const beginning of ["<a><b ", "<a>", "<!DOCTYPE a ["]) {
      const reader = xmlReader({ open: () => {}, close: () => {}, text: () => {} });
      reader.write(beginning);
      const feed = () => {
        for (let piece = 0; piece < 100; piece += 1) reader.write("x".repeat(65_536));
      };
      expect(feed).toThrow(FileRefused);
    }
  });
});
