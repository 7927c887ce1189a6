import { beforeAll, describe, expect, it } from "vitest";
import { optionalViewer } from "~/auth/require-viewer.server";
import { mintLink } from "~/commands/sharing/links.server";
import { createTestDatabase } from "../../support/database";
import { get, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { type Answer, openPages, type Pages } from "../../support/pages";
import { writeMarkedData } from "../../integration/access/marked-data";
import { addPerson, signedIn } from "../../integration/access/people";

let pages: Pages;
let token: string;

beforeAll(async () => {
  const db = await createTestDatabase();
  const data = await writeMarkedData(db);
  pages = await openPages(db);
  await addPerson(db, "lead@org.example", "lead");
  const viewer = await optionalViewer(get("/", [await signedIn(db, "lead@org.example")]), testContext(db));
  if (viewer === null) throw new Error("not signed in");
  const days = { fromDay: "2026-10-01", toDay: "2026-10-31" };
  const slices = { sites: [], programs: [], channels: [] };
  const link = await mintLink(
    db,
    viewer,
    {
      name: "Review",
      audience: "",
      audienceKind: "internal",
      view: "portfolio",
      parameters: { period: "2026-10" },
      reach: { vendorIds: [data.lumina], ...slices, ...days, notes: "none", allowDownloads: true },
      password: "kettle under rivers",
      expiresAt: new Date(TEST_NOW.getTime() + 86_400_000),
    },
    TEST_ORIGIN,
  );
  token = link?.href.split("/s/")[1] ?? "";
});

/** From one address each time, until it is refused for asking too often. */
async function untilSlowed(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await ask();
    if (answer.status === 429) return answer;
  }
  throw new Error("It was never refused.");
}

const from = (clientAddress: string) => ({
  Origin: TEST_ORIGIN,
  Accept: "text/html",
  "X-Forwarded-For": clientAddress,
});
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

describe("an answer that refuses because of too many tries says when to try again", () => {
  it.each<[string, (headers: Record<string, string>) => Promise<Answer>]>([
    [
      "to a link's password",
      (headers) =>
        pages.ask(`/s/${token}`, { method: "POST", headers: { ...headers, ...FORM }, body: "password=wrong" }),
    ],
    ["to a link that does not exist", (headers) => pages.ask(`/s/${"A".repeat(43)}`, { headers })],
    ["to a link's download", (headers) => pages.ask(`/s/${"A".repeat(43)}/data.csv`, { headers })],
    ["to a one-time address", (headers) => pages.ask("/set-up/invented", { headers })],
    [
      "to a sign-in",
      (headers) =>
        pages.ask("/sign-in", {
          method: "POST",
          headers: { ...headers, ...FORM },
          body: "email=a%40b.example&password=x",
        }),
    ],
    [
      "to API keys that open nothing",
      (headers) => pages.ask("/api/v1/metrics", { headers: { ...headers, Authorization: "Bearer plk_x" } }),
    ],
  ])("%s", async (what, ask) => {
    const answer = await untilSlowed(() => ask(from(`198.51.100.${what.length}`)));
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  });
});
