import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { whatIsWrong } from "./accessibility";
import { phoneCallsWorkbook } from "../support/partner-files/phone-calls";
import { useDemoServer } from "./demo-server";

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

/** Calls of a phone desk on two sheets, with time cells and formulas. */
const workbook = () => ({
  name: "phone-calls.xlsx",
  mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  buffer: phoneCallsWorkbook(),
});

async function drop(page: Page, file: Parameters<ReturnType<Page["locator"]>["setInputFiles"]>[0], partner: string) {
  await page.goto("/imports/new");
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByLabel("Partner", { exact: true }).selectOption("+new");
  await page.getByLabel("Name of the new partner").fill(partner);
  await page.getByLabel("Time zone of the file").selectOption("UTC");
  await page.getByRole("button", { name: "Upload and preview" }).click();
  await page.waitForURL("**/preview");
}

/** From the mapping to the batch, by the buttons that lead on. */
async function finish(page: Page, found: string[]): Promise<string> {
  const look = async () => void found.push(...(await whatIsWrong(page)));
  await page.waitForURL("**/check");
  await look();
  await page.goto(page.url().replace(/check$/, "repair"));
  await look();
  await page.getByRole("link", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Start dry run" }).click();
  await page.getByText("Changed verdicts on scorecards").waitFor();
  await look();
  const reported = (await page.locator("main").textContent()) ?? "";
  await page.getByRole("link", { name: "Continue", exact: true }).click();
  await page.waitForURL("**/apply");
  await look();
  await page.getByRole("button", { name: "Apply import" }).click();
  await page.waitForURL(/\/imports\/\d+$/);
  await look();
  return reported;
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

  it("takes a workbook that nobody has described, without a correction", async () => {
    const page = await server.openPageAs("analyst@demo.plumbline.example");
    const found: string[] = [];
    await drop(page, workbook(), "Ostra");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL("**/map");
    await page.getByRole("button", { name: "Continue" }).click();
    expect(await finish(page, found)).toMatch(/\b600\b/);
    await page.locator("main").getByRole("link", { name: "Ostra", exact: true }).click();
    await page.waitForURL("**/scorecards/ostra/2021-03");
    expect(await page.locator("main").textContent()).toContain("Ostra");
    expect(found).toEqual([]);
  });
});
