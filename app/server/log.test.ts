import { describe, expect, test } from "vitest";
import { openLog, pathForLog } from "./log.server";
import { redactText } from "./redaction";

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
      `asked for /s/${secret} at %s`,
      `//s/${secret}`,
    );
    log.child({ requestId: "1" }).warn({ seen: [`/S/${secret}`], token43: "b".repeat(43) }, "seen");
    expect(written.match(/"msg"/g)).toHaveLength(4);
    expect(written).toContain("No route matches URL");
    expect(written).toContain("/set-up/[token]");
    expect(written).not.toMatch(/m9vYmFy|b{43}/);
  });

  test("keeps what else errors say", () => {
    const said = 'column "wait" of relation "contact" does not exist (app/data/measures.server.ts:66:4), did you mean?';
    expect(redactText(said)).toBe(said);
  });

  test("holds no cookie, key or password, however deep they come", () => {
    let written = "";
    const log = openLog({ logLevel: "info" }, { write: (line) => void (written += line) });
    log.info({ headers: { authorization: "Bearer abc", cookie: "plumbline=abc" }, password: "abc" }, "a request");
    expect(written).toContain("a request");
    expect(written).not.toContain("abc");
  });
});
