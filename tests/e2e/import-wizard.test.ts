import { afterEach, describe, expect, it } from "vitest";
import { whatIsWrong } from "./accessibility";
import { useDemoServer } from "./demo-server";
import { drop, finish } from "./import-steps";

const server = useDemoServer();
afterEach(() => server.closePages());

/** Longer than a mapping's name may be. */
const OWN_FILE = `desk tickets ${"of the second line and all its closed cases ".repeat(3)}final.csv`;

/** A partner's export with semicolons, durations as hh:mm:ss, and dates that read either way. */
function ownFile(): { name: string; mimeType: string; buffer: Buffer } {
  const rows = Array.from({ length: 60 }, (_, at) => {
    const talk = at === 7 ? "00:00:00" : `00:0${1 + (at % 9)}:${10 + (at % 40)}`;
    return `T-${at + 1};0${1 + (at % 9)}/0${1 + (at % 3)}/2026 09:${10 + (at % 40)};Ana;${at % 5 === 0 ? "No" : "Yes"};${talk}`;
  });
  const text = ["Ticket ID;Created at;Agent;Answered;Talk time", ...rows, ""].join("\r\n");
  return { name: OWN_FILE, mimeType: "text/csv", buffer: Buffer.from(text) };
}

describe("an analyst's way from a dropped file to a figure", () => {
  it("asks what the file does not tell, can be left and resumed, tries, applies, and shows what was imported", async () => {
    const page = await server.openPageAs("analyst@demo.plumbline.example");
    const found: string[] = [];
    await drop(page, ownFile(), "Quillfield");
    found.push(...(await whatIsWrong(page)));
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL("**/map");
    found.push(...(await whatIsWrong(page)));

    await page.goto("/imports");
    await page.getByRole("link", { name: OWN_FILE }).click();
    await page.waitForURL("**/map");
    await page.getByRole("radio", { name: /day/i }).first().check();
    await page.getByRole("button", { name: "Continue" }).click();
    expect(await finish(page, found)).toContain("60");

    const batch = (await page.locator("main").textContent()) ?? "";
    expect(batch).toContain("Quillfield");
    expect(batch).toContain("60");
    await page.goto("/metrics/volume?vendor=quillfield&from=2026-01-01&to=2026-09-30");
    expect(await page.locator("main").textContent()).toContain("60");
    expect(found).toEqual([]);
  });
});
