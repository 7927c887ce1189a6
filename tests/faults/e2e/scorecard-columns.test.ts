import { afterEach, expect, it } from "vitest";
import { lastFullMonth, useDemoServer } from "../../e2e/demo-server";

const server = useDemoServer();
afterEach(() => server.closePages());

const month = lastFullMonth();
const LEAD = "admin@demo.plumbline.example";

it("a scorecard of any partner and kind of period shows all of its columns at 1440 pixels", async () => {
  const page = await server.openPageAs(LEAD, { viewport: { width: 1440, height: 900 } });
  const periods = [month, "2026-W47", "2026-Q3", "2026-Q4", "2026"];
  for (const vendor of ["norwind", "lumina", "atlas-trust", "sandpiper"]) {
    for (const period of periods) {
      await page.goto(`/scorecards/${vendor}/${period}`);
      const hidden = await page
        .getByRole("region", { name: /results against targets/ })
        .evaluate((frame) => frame.scrollWidth - frame.clientWidth);
      expect(hidden, `${vendor} ${period}`).toBeLessThanOrEqual(1);
    }
  }
});
