import { describe, expect, it } from "vitest";
import { isFromOwnOrigin } from "./own-origin";

const ORIGIN = "https://plumbline.example";

function post(headers: Record<string, string>, method = "POST"): Request {
  return new Request(`${ORIGIN}/links?_data=routes/_app.links`, { method, headers });
}

describe("a change must come from a page of this site", () => {
  it("passes its own origin", () => {
    expect(isFromOwnOrigin(post({ Origin: ORIGIN }), ORIGIN)).toBe(true);
    expect(isFromOwnOrigin(post({ Origin: ORIGIN }, "DELETE"), `${ORIGIN}/`)).toBe(true);
    expect(isFromOwnOrigin(post({ "Sec-Fetch-Site": "same-origin" }), ORIGIN)).toBe(true);
  });

  it.each([
    {},
    { Origin: "null" },
    { Origin: "https://evil.example" },
    { Origin: "http://plumbline.example" },
    { Origin: `${ORIGIN}.evil.example` },
    { Origin: "https://evil.example", "Sec-Fetch-Site": "same-origin" },
    { "Sec-Fetch-Site": "same-site" },
    { "Sec-Fetch-Site": "cross-site" },
    { "X-Forwarded-Host": "plumbline.example" },
  ])("refuses %j", (headers) => {
    expect(isFromOwnOrigin(post(headers), ORIGIN)).toBe(false);
  });

  it("lets reading pass", () => {
    expect(isFromOwnOrigin(new Request(ORIGIN), ORIGIN)).toBe(true);
  });
});
