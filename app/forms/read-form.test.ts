import { describe, expect, it } from "vitest";
import { PLAIN_FORM } from "./form-limits";
import { readForm } from "./read-form.server";

const FORM = "application/x-www-form-urlencoded;charset=UTF-8";

function sent(body: string | Uint8Array<ArrayBuffer>, type = FORM): Request {
  return new Request("http://localhost/", { method: "POST", headers: { "Content-Type": type }, body });
}

async function statusOf(request: Request, limits = PLAIN_FORM): Promise<number> {
  const answer: unknown = await readForm(request, ["email", "answer:"], limits).catch((thrown: unknown) => thrown);
  return answer instanceof Response ? answer.status : 200;
}

describe("a form", () => {
  it("is its known fields, in their order, and nothing else", async () => {
    const form = await readForm(sent("email=a%40b&x=1&word=one&email=c&word=two+words"), ["email", "word"]);
    expect([...form.entries()]).toEqual([
      ["email", "a@b"],
      ["word", "one"],
      ["email", "c"],
      ["word", "two words"],
    ]);
    expect([form.get("email"), form.getAll("word"), form.has("x"), form.get("x")]).toEqual([
      "a@b",
      ["one", "two words"],
      false,
      null,
    ]);
  });

  it("may name fields by what their names begin with", async () => {
    const form = await readForm(sent("answer:limit%3AA.b%5B1%5D=30&answers=1"), ["answer:"]);
    expect([...form.entries()]).toEqual([["answer:limit:A.b[1]", "30"]]);
  });

  it("may be empty, whatever its stated type", async () => {
    expect([...(await readForm(sent("", "text/plain"), ["a"])).entries()]).toEqual([]);
    expect([...(await readForm(new Request("http://localhost/", { method: "POST" }), ["a"])).entries()]).toEqual([]);
  });

  it.each(["x[30000000]=1", "x[]=1", "a.b=1", "__intent__=1", "__proto__=1", "a%5B0%5D=1", "email.x=1"])(
    "with the field %s is refused",
    async (body) => {
      expect(await statusOf(sent(`email=a&${body}`))).toBe(400);
    },
  );

  it.each(["email=%00", "%00=1", "email=%ED%A0%80", "email=%", "email=%FF", "other=%00"])(
    "with the characters %s is refused",
    async (body) => {
      expect(await statusOf(sent(body))).toBe(400);
    },
  );

  it("whose bytes are no UTF-8 is refused", async () => {
    expect(await statusOf(sent(new Uint8Array([0x61, 0x3d, 0xed, 0xa0, 0x80])))).toBe(400);
  });

  it("of another type is refused", async () => {
    expect(await statusOf(sent("[".repeat(1_000), "application/json"))).toBe(415);
    expect(await statusOf(sent("--cut--", "multipart/form-data; boundary=cut"))).toBe(415);
  });

  it("with more fields than its page is refused, and one with as many is not", async () => {
    const limits = { bytes: 1_000, fields: 3 };
    expect(await statusOf(sent("a=&a=&a="), limits)).toBe(200);
    expect(await statusOf(sent("a=&a=&a=&a="), limits)).toBe(400);
  });

  it("larger than its limit is refused, having been read up to the limit and no further", async () => {
    let pieces = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pieces += 1;
        controller.enqueue(new Uint8Array(1_000).fill(0x61));
      },
    });
    const init = { method: "POST", headers: { "Content-Type": FORM }, body: endless, duplex: "half" } as const;
    expect(await statusOf(new Request("http://localhost/", init), { bytes: 10_000, fields: 10 })).toBe(413);
    expect(pieces).toBeLessThanOrEqual(13);
  });

  it("that says it is larger than its limit is refused unread", async () => {
    const request = new Request("http://localhost/", { method: "POST", headers: { "Content-Length": "70000" } });
    expect(await statusOf(request)).toBe(413);
  });
});
