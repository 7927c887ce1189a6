import { describe, expect, test } from "vitest";
import { openLog, pathForLog } from "./log.server";

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
  ])("writes %s as %s", (address, written) => {
    expect(pathForLog(address)).toBe(written);
  });

  test("holds no cookie, key or password, however deep they come", () => {
    let written = "";
    const log = openLog({ logLevel: "info" }, { write: (line) => void (written += line) });
    log.info({ headers: { authorization: "Bearer abc", cookie: "plumbline=abc" }, password: "abc" }, "a request");
    expect(written).toContain("a request");
    expect(written).not.toContain("abc");
  });
});
