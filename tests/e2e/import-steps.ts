import type { Page } from "playwright-core";
import { whatIsWrong } from "./accessibility";

/** Uploads a file for a new partner. */
export async function drop(
  page: Page,
  file: Parameters<ReturnType<Page["locator"]>["setInputFiles"]>[0],
  partner: string,
) {
  await page.goto("/imports/new");
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByLabel("Partner", { exact: true }).selectOption("+new");
  await page.getByLabel("Name of the new partner").fill(partner);
  await page.getByLabel("Time zone of the file").selectOption("UTC");
  await page.getByRole("button", { name: "Upload and preview" }).click();
  await page.waitForURL("**/preview");
}

/** From the mapping to the batch, by the buttons that lead on. */
export async function finish(page: Page, found: string[]): Promise<string> {
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
