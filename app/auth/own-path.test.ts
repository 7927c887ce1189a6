import { describe, expect, it } from "vitest";
import { ownPath } from "./own-path";

describe("where a sign-in may lead", () => {
  it.each(["/", "/portfolio?period=2026-10&vs=target", "/scorecards/lumina/2026-10#why"])("stays on %s", (path) => {
    expect(ownPath(path)).toBe(path);
  });

  it.each([
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/./\\evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    " /portfolio",
    "portfolio",
    "",
    "/\u0000",
    "/%",
    null,
    undefined,
  ])("never follows %j", (text) => {
    expect(ownPath(text, "/start")).toMatch(/^\/(start|%)$/);
  });
});
