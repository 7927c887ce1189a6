import { describe, expect, it } from "vitest";
import { deviceName } from "./device-name";

const AS_CHROME = "AppleWebKit/537.36 (KHTML, like Gecko)";

describe("a device is recognized by the header that browsers send", () => {
  it.each([
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${AS_CHROME} Chrome/143.0.0.0 Safari/537.36`, "Chrome on Windows"],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${AS_CHROME} Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0`,
      "Edge on Windows",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Linux"],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
      "Safari on macOS",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
      "Safari on iPhone",
    ],
    [
      `Mozilla/5.0 (Linux; Android 15; Pixel 9) ${AS_CHROME} Chrome/143.0.0.0 Mobile Safari/537.36`,
      "Chrome on Android",
    ],
    ["curl/8.5.0", "Unknown device"],
    ["", "Unknown device"],
  ])("%j is %s", (userAgent, name) => {
    expect(deviceName(userAgent)).toBe(name);
  });
});
