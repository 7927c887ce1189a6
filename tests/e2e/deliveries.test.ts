import { afterEach, expect, it } from "vitest";
import { whatIsWrong } from "./accessibility";
import { useDemoServer } from "./demo-server";

const server = useDemoServer();
afterEach(() => server.closePages());

it("an analyst sees overdue and incomplete files, schedules a file, pauses its schedule and removes it", async () => {
  const page = await server.openPageAs("analyst@demo.plumbline.example");
  await page.goto("/portfolio");
  await page.getByRole("link", { name: "1 file overdue, 1 incomplete" }).click();
  await page.waitForURL("**/expected-files?state=in-need");
  await page.getByRole("heading", { name: "Expected files", level: 2 }).waitFor();
  const needs = page.getByRole("list").filter({ hasText: "Not received." });
  expect(await needs.getByRole("heading").allTextContents()).toEqual(["Sandpiper", "Norwind"]);

  await page.getByRole("link", { name: "Schedule a file" }).click();
  await page.waitForURL("**/expected-files/new");
  await page.getByLabel("Partner", { exact: true }).selectOption("kestrel");
  await page.getByLabel("Frequency", { exact: true }).selectOption("week");
  expect(await page.getByLabel("Monday").isVisible()).toBe(false);
  await page.getByLabel("Due on", { exact: true }).selectOption("3");
  await page.getByLabel("Source").fill("kestrel-forecast");
  await page.getByLabel("Name").fill("Kestrel's forecast");
  await page.getByLabel("First day covered").fill("2026-01-01");
  await page.getByRole("button", { name: "Schedule a file" }).click();
  await page.waitForURL("**/expected-files");

  await page.getByRole("link", { name: "Kestrel · Kestrel's forecast" }).click();
  await page.getByRole("heading", { name: "Schedule", exact: true }).waitFor();
  expect(await page.getByRole("row").filter({ hasText: "Overdue" }).count()).toBeGreaterThanOrEqual(6);
  expect(await whatIsWrong(page)).toEqual([]);
  await page.getByRole("button", { name: "Pause schedule" }).click();
  await page.getByText("This file is not expected at the moment.").waitFor();
  await page.getByRole("button", { name: "Resume schedule" }).click();
  await page.getByRole("button", { name: "Pause schedule" }).waitFor();
  expect(await page.getByRole("row").filter({ hasText: "Overdue" }).count()).toBe(0);
  await page.getByRole("button", { name: "Remove schedule" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove schedule" }).click();
  await page.waitForURL("**/expected-files");
  await page.getByRole("heading", { name: "Expected files", level: 2 }).waitFor();
  await page.getByRole("link", { name: "Kestrel · Kestrel's forecast" }).waitFor({ state: "detached" });
});

it("a partner sees its own expected files and changes nothing", async () => {
  const page = await server.openPageAs("norwind@demo.plumbline.example");
  await page.goto("/expected-files");
  const files = await page.getByRole("table").getByRole("rowheader").allTextContents();
  expect(files.length).toBe(3);
  expect(files.every((text) => text.startsWith("Norwind · "))).toBe(true);
  expect(await page.getByRole("link", { name: "Schedule a file" }).count()).toBe(0);
  await page.getByRole("link", { name: "Norwind · contacts from norwind-interactions" }).click();
  await page.getByRole("heading", { name: "Periods" }).waitFor();
  expect(await page.getByRole("button", { name: "Save" }).count()).toBe(0);
});
