import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEncodedUnits } from "./encoded-units";
import { openLog, pathForLog } from "./log.server";
import { redactText, REDACTION_PATTERNS } from "./redaction";

describe("the log", () => {
  test.each([
    ["/s/Zm9vYmFy", "/s/[token]"],
    ["/s/Zm9vYmFy.data", "/s/[token]"],
    ["//s//Zm9vYmFy/csv?x=1", "//s//[token]/csv"],
    ["/%2fs%2fZm9vYmFy", "/%2fs%2f[token]"],
    ["/S/Zm9vYmFy/", "/S/[token]/"],
    ["/set-up/Zm9vYmFy", "/set-up/[token]"],
    ["/scorecards/nordwind/2026-10?vs=a", "/scorecards/nordwind/2026-10"],
    ["/imports/s", "/imports/s"],
    ["/%73/Zm9vYmFy", "/%73/[token]"],
    ["/%2573/Zm9vYmFy", "/%2573/[token]"],
    ["/%252573%25252FZm9vYmFy", "/%252573%25252F[token]"],
    ["/s%2fZm9vYmFy", "/s%2f[token]"],
    ["/s/%76oobar.data", "/s/[token]"],
    ["/s/%5Am9vYmFy/data.csv?x=1", "/s/[token]/data.csv"],
    ["/s/./Zm9vYmFy", "/s/[token]"],
    ["/s/x/../Zm9vYmFy", "/s/[token]"],
    ["/x/../s/%2e%2e/s/Zm9vYmFy", "/x/../s/[token]"],
    ["/s\\\\Zm9vYmFy", "/s\\\\[token]"],
    ["/%73%65%74%2D%75p%2FZm9vYmFy", "/%73%65%74%2D%75p%2F[token]"],
    ["/SET-UP/Zm9vYmFy", "/SET-UP/[token]"],
    ["/portfolio#/s/Zm9vYmFy", "/portfolio"],
    ["/portfolio/https://plumbline.example/s/Zm9vYmFy", "/portfolio/https://plumbline.example/s/[token]"],
    [`/mistyped${"A".repeat(43)}`, "/[token]"],
    [`/${"%41".repeat(43)}`, "/[token]"],
    ["/sows/lumina/document", "/sows/lumina/document"],
    ["/notes/0b9c6a52-3a55-4a3f-9a52-1f0d1a7e2c11", "/notes/0b9c6a52-3a55-4a3f-9a52-1f0d1a7e2c11"],
  ])("writes %s as %s", (address, written) => {
    expect(pathForLog(address)).toBe(written);
  });

  test("holds no token or query of an address, in whichever text and however deep it comes", () => {
    let written = "";
    const log = openLog({ logLevel: "info" }, { write: (line) => void (written += line) });
    const secret = "Zm9vYmFy";
    const failure = new Error(`No route matches URL "/s/%5am9vYmFy/x" (/portfolio?next=%2Fs%2F${secret})`, {
      cause: new Error(`fetch failed: https://plumbline.example/set-up/${secret}`),
    });
    Object.assign(failure, {
      request: { url: `/%73/${secret}`, headers: { referer: `https://x.example/s/${secret}` } },
    });
    log.error({ err: failure }, "a request failed");
    log.error(failure);
    log.info(
      { headers: { referer: `https://x.example/?a=1&back=/s/${secret}` } },
      `requested /s/${secret} at %s`,
      `//s/${secret}`,
    );
    log.child({ requestId: "1" }).warn({ seen: [`/S/${secret}`], token43: "b".repeat(43) }, "seen");
    expect(written.match(/"msg"/g)).toHaveLength(4);
    expect(written).toContain("No route matches URL");
    expect(written).toContain("/set-up/[token]");
    expect(written).not.toMatch(/m9vYmFy|b{43}/);
  });

  test("hides a token behind an address that is encoded any number of times over", () => {
    const times = fc.integer({ min: 0, max: 2_000 }).map((count) => "25".repeat(count));
    fc.assert(
      fc.property(times, times, times, (one, two, three) => {
        const address = `/%${one}73%${two}2fZm9v%${three}41YmFy`;
        expect(redactText(address)).toBe(`/%${one}73%${two}2f[token]`);
      }),
    );
  });

  test("reads each character of a text once, however it is encoded", () => {
    const text = fc.array(fc.constantFrom("%", "25", "73", "2", "5", "/", "é", "😀")).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (written) => {
        const { starts, view } = readEncodedUnits(written);
        const ends = starts.slice(1);
        expect(ends.every((end, index) => end > (starts[index] ?? 0))).toBe(true);
        expect([starts[0], ends.at(-1) ?? 0]).toEqual([0, written.length]);
        expect(view(() => "x")).toHaveLength(ends.length);
      }),
    );
  });

  test("is redacted by patterns that repeat no repetition", () => {
    const repeatsGroup = /[*+}]\)*[*+{]|[*+}][^()[\]]*\)[*+{]/;
    expect(repeatsGroup.test(String.raw`(?:[\w-]|%(?:25)*[0-9a-f]{2}){43,}`)).toBe(true);
    for (const { source } of REDACTION_PATTERNS) expect(source).not.toMatch(repeatsGroup);
  });

  test("keeps what else errors say", () => {
    const message =
      'column "wait" of relation "contact" does not exist (app/data/metrics/measures.server.ts:66:4), did you mean?';
    expect(redactText(message)).toBe(message);
  });

  test("holds no cookie, key or password, however deep they come", () => {
    let written = "";
    const log = openLog({ logLevel: "info" }, { write: (line) => void (written += line) });
    log.info({ headers: { authorization: "Bearer abc", cookie: "plumbline=abc" }, password: "abc" }, "a request");
    expect(written).toContain("a request");
    expect(written).not.toContain("abc");
  });
});
