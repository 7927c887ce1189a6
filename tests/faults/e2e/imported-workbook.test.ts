import { afterEach, expect, it } from "vitest";
import { useDemoServer } from "../../e2e/demo-server";
import { drop, finish } from "../../e2e/import-steps";
import { phoneCallsWorkbook } from "../../support/partner-files/phone-calls";

const server = useDemoServer();
afterEach(() => server.closePages());

/** Calls of a phone desk on two sheets, with time cells and formulas. */
const workbook = () => ({
  name: "phone-calls.xlsx",
  mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  buffer: phoneCallsWorkbook(),
});

it("an import takes a workbook that nobody has described, without a correction", async () => {
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
