import { setImmediate, setTimeout } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formParts } from "./form-parts";

const FORM = "multipart/form-data; boundary=cut";

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function partsOf(body: Uint8Array, contentType: string | null, size = 7) {
  const found: { name: string; fileName: string | null; text: string }[] = [];
  for await (const { name, fileName, data } of formParts(inPieces(body, size), contentType)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of data) pieces.push(Buffer.from(piece));
    found.push({ name, fileName, text: Buffer.concat(pieces).toString("latin1") });
  }
  return found;
}

/** What a client sends for the form, with the type that goes along. */
async function sentBy(form: FormData) {
  const request = new Request("http://127.0.0.1/", { method: "POST", body: form });
  return { body: new Uint8Array(await request.arrayBuffer()), type: request.headers.get("Content-Type") };
}

describe("the parts of a form", () => {
  it.each(["=cmd().csv", "a;b=c.csv", 'the "best".csv', "März 2026.csv", "100%.csv", "a=b=c", "'.csv"])(
    "keep the name of a file called %j",
    async (fileName) => {
      const form = new FormData();
      form.append("file", new File(["x"], fileName));
      const { body, type } = await sentBy(form);
      expect(await partsOf(body, type)).toEqual([{ name: "file", fileName, text: "x" }]);
    },
  );

  it("lose the folders of a file's name, and may write a quote with a backslash before it", async () => {
    const body = (name: string) =>
      Buffer.from(`--cut\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\nx\r\n--cut--\r\n`);
    expect((await partsOf(body("C:\\May\\calls.csv"), FORM))[0]?.fileName).toBe("calls.csv");
    expect((await partsOf(body("../../etc/passwd"), FORM))[0]?.fileName).toBe("passwd");
    expect((await partsOf(body(""), FORM))[0]?.fileName).toBe("");
    expect((await partsOf(body('the \\"best\\".csv'), FORM))[0]?.fileName).toBe('the "best".csv');
  });

  it("are the bytes that were sent, wherever the line cuts them", async () => {
    const anyText = fc.array(fc.constantFrom("\r", "\n", "-", "--", "\r\n--", "c", "cut", "\0", "ÿ"), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(anyText, fc.integer({ min: 1, max: 60 }), async (signs, size) => {
        const text = signs.join("");
        fc.pre(!`\r\n${text}`.includes("\r\n--cut"));
        const form = Buffer.from(
          `--cut\r\nContent-Disposition: form-data; name="a"; filename="f"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n` +
            `--cut\r\nContent-Disposition: form-data; name="b"\r\n\r\nend\r\n--cut--\r\n`,
          "latin1",
        );
        expect(await partsOf(form, FORM, size)).toEqual([
          { name: "a", fileName: "f", text },
          { name: "b", fileName: null, text: "end" },
        ]);
      }),
    );
  });

  it("are refused where the body is no form or is cut off anywhere", async () => {
    const whole = Buffer.from(`--cut\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--cut--`);
    expect(await partsOf(whole, FORM)).toHaveLength(1);
    for (let length = 0; length < whole.length; length += 1)
      await expect(partsOf(whole.subarray(0, length), FORM)).rejects.toMatchObject({ code: "unreadable" });
    await expect(partsOf(whole, "text/csv")).rejects.toMatchObject({ code: "unreadable" });
    await expect(partsOf(whole, null)).rejects.toMatchObject({ code: "unreadable" });
    await expect(partsOf(Buffer.from("a=x"), "application/x-www-form-urlencoded")).rejects.toMatchObject({
      code: "unreadable",
    });
  });

  it("are refused where a body that came in one piece is cut off, whether or not the part is read", async () => {
    const cut = Buffer.from('--cut\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\r\n');
    const uncaught: unknown[] = [];
    const note = (error: unknown) => void uncaught.push(error);
    process.on("uncaughtException", note);
    try {
      await expect(partsOf(cut, FORM, cut.length)).rejects.toMatchObject({ code: "unreadable" });
      const skipped = async () => {
        for await (const { name } of formParts(inPieces(cut, cut.length), FORM)) expect(name).toBe("file");
      };
      await expect(skipped()).rejects.toMatchObject({ code: "unreadable" });
      const left = async () => {
        for await (const { name } of formParts(inPieces(cut, cut.length), FORM)) return name;
      };
      expect(await left()).toBe("file");
      for (let turn = 0; turn < 10; turn += 1) await setImmediate();
    } finally {
      process.off("uncaughtException", note);
    }
    expect(uncaught).toEqual([]);
  });

  it("of names that no form of ours has, or in greater number, are refused", async () => {
    const part = (name: string) => `--cut\r\nContent-Disposition: form-data; name="${name}"\r\n\r\nx\r\n`;
    for (const body of [part("a[30000000]"), part("a.b"), part("__intent__"), part("a\0"), part("a").repeat(201)])
      await expect(partsOf(Buffer.from(`${body}--cut--\r\n`), FORM, 1_000)).rejects.toMatchObject({
        code: "unreadable",
      });
    expect(await partsOf(Buffer.from(`${part("a").repeat(200)}--cut--\r\n`), FORM, 1_000)).toHaveLength(200);
  });

  it.each([
    ["without a name", "Content-Type: text/csv"],
    ["without content", 'Content-Disposition: form-data; name="a"'],
  ])("%s, in endless number, are refused before much of the body is taken", async (_which, heading) => {
    const some = Buffer.from(`--cut\r\n${heading}\r\n\r\n\r\n`.repeat(50));
    let taken = 0;
    async function* endless() {
      for (; taken < 2_000; taken += 1) {
        yield some;
        await setImmediate();
      }
    }
    const read = async () => {
      for await (const { data } of formParts(endless(), FORM)) for await (const piece of data) piece.fill(0);
    };
    await expect(read()).rejects.toMatchObject({ code: "unreadable", message: "The form has more than 200 parts." });
    expect(taken).toBeLessThan(20);
  });

  it("that wait while a part is worked on are bounded in number", async () => {
    const some = Buffer.from('--cut\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'.repeat(50));
    let taken = 0;
    async function* many() {
      for (; taken < 500; taken += 1) yield some;
    }
    const workOnFirst = async () => {
      for await (const { name } of formParts(many(), FORM)) {
        expect(name).toBe("a");
        for (let turn = 0; turn < 1_000; turn += 1) await setImmediate();
      }
    };
    await expect(workOnFirst()).rejects.toMatchObject({ code: "unreadable" });
    expect(taken).toBeLessThan(100);
  });

  it("that have no name are skipped, and a form may have none at all", async () => {
    const body = (heading: string) =>
      Buffer.from(
        `--cut\r\n${heading}\r\n\r\nx\r\n--cut\r\nContent-Disposition: form-data; name="b"\r\n\r\ny\r\n--cut--`,
      );
    const named = [{ name: "b", fileName: null, text: "y" }];
    expect(await partsOf(body("Content-Type: text/csv"), FORM)).toEqual(named);
    expect(await partsOf(body('Content-Disposition: form-data; filename="a.csv"'), FORM)).toEqual(named);
    expect(await partsOf(body('Content-Disposition: attachment; name="a"'), FORM)).toEqual(named);
    expect(await partsOf(Buffer.from("--cut--\r\n"), FORM)).toEqual([]);
  });

  it("that nobody reads are skipped", async () => {
    const form = new FormData();
    form.append("file", new File(["x".repeat(100)], "a.csv"));
    form.append("vendor", "atlas");
    const { body, type } = await sentBy(form);
    const names: string[] = [];
    for await (const { name } of formParts(inPieces(body, 9), type)) names.push(name);
    expect(names).toEqual(["file", "vendor"]);
  });

  const HEAD = Buffer.from('--cut\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n');
  const PIECE = Buffer.alloc(65_536, "x");

  it("are not taken faster than they are read", async () => {
    let taken = 0;
    async function* endless() {
      yield HEAD;
      for (;;) {
        taken += 1;
        yield PIECE;
      }
    }
    for await (const { data } of formParts(endless(), FORM)) {
      let read = 0;
      for await (const piece of data) {
        read += piece.length;
        expect(taken * PIECE.length - read).toBeLessThan(8 * PIECE.length);
        await setImmediate();
        if (taken > 100) break;
      }
      break;
    }
    const atTheEnd = taken;
    await setTimeout(20);
    expect(taken - atTheEnd).toBeLessThan(3);
  });

  it("report the message of a line that failed", async () => {
    const broken = Object.assign(new Error("the line broke"), { code: "ECONNRESET" });
    async function* hangsUp() {
      yield HEAD;
      yield PIECE;
      await setImmediate();
      throw broken;
    }
    const read = async () => {
      for await (const { data } of formParts(hangsUp(), FORM)) for await (const piece of data) piece.fill(0);
    };
    await expect(read()).rejects.toBe(broken);
    const skipped = async () => {
      for await (const { name } of formParts(hangsUp(), FORM)) expect(name).toBe("file");
    };
    await expect(skipped()).rejects.toBe(broken);
  });
});
