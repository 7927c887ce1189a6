import { beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "../../support/database";
import { TEST_ORIGIN } from "../../support/load-context";
import { type Answer, openPages, type Pages } from "../../support/pages";
import { type MarkedData, writeMarkedData } from "../../integration/access/marked-data";
import { addPerson, PASSWORD, signedIn } from "../../integration/access/people";
import { addressesOf, type RouteAddress } from "../../integration/access/walked-addresses";

let pages: Pages;
let routes: RouteAddress[];
let admin: Record<string, string>;
let stakeholder: Record<string, string>;

beforeAll(async () => {
  const db = await createTestDatabase();
  const data: MarkedData = await writeMarkedData(db);
  pages = await openPages(db);
  const personId = await addPerson(db, "admin@org.example", "admin");
  await addPerson(db, "sam@org.example", "stakeholder");
  const cookieOf = async (email: string) => ({ Cookie: (await signedIn(db, email)).split(";", 1)[0] ?? "" });
  [admin, stakeholder] = [await cookieOf("admin@org.example"), await cookieOf("sam@org.example")];
  const all = await addressesOf(db, pages.build, data, ["A".repeat(43)]);
  const ofPerson = all.filter(({ name, path }) => name !== "_app.people.$id" || path.endsWith(personId));
  routes = [...new Map(ofPerson.map((route) => [route.name, route])).values()];
});

function send(path: string, body: string, headers: Record<string, string>): Promise<Answer> {
  const type = "application/x-www-form-urlencoded";
  const sent = { Origin: TEST_ORIGIN, Accept: "text/html", "Content-Type": type, ...headers };
  return pages.ask(path, { method: "POST", headers: sent, body });
}

/** The heading and the sentence of a page that says why something was refused. */
function summaryOf({ status, headers, body }: Answer): [number, boolean, string | undefined] {
  return [status, String(headers["content-type"]).startsWith("text/html"), /<h1[^>]*>([^<]+)<\/h1>/.exec(body)?.[1]];
}

describe("a form that is refused, sent without scripts", () => {
  it("is answered with a calm page that says why, whatever page it was sent to", async () => {
    const wrong: unknown[] = [];
    let sent = 0;
    for (const { name, path } of routes) {
      const module = pages.build.routes[`routes/${name}`]?.module;
      // Pages alone: addresses that are no page answer with the sentence.
      if (module?.action === undefined || module.default === undefined) continue;
      const index = pages.build.routes[`routes/${name}`]?.index ? "?index" : "";
      const query = name === "_app.links.new" ? "?view=portfolio&period=2026-10" : index;
      const answer = await send(`${path}${query}`, "a[30000000]=1", admin);
      sent += 1;
      const isFileForm = name.startsWith("_app.sows") || name === "_app.imports.new";
      const isRight = isFileForm
        ? answer.status === 400 && answer.body.includes("multipart/form-data")
        : summaryOf(answer).join() === "400,true,Bad request" && answer.body.includes("This form has unknown fields.");
      if (!isRight) wrong.push([name, ...summaryOf(answer)]);
    }
    expect(wrong).toEqual([]);
    expect(sent).toBeGreaterThan(18);
  });

  it("is so for want of permission, for its size and for where it comes from", async () => {
    expect(summaryOf(await send("/people?index", "name=x", stakeholder))).toEqual([403, true, "Access denied"]);
    expect(summaryOf(await send("/people?index", `name=${"x".repeat(70_000)}`, admin))).toEqual([
      413,
      true,
      "Request too large",
    ]);
    const elsewhere = { ...admin, Origin: "https://evil.example" };
    expect(summaryOf(await send("/people?index", "name=x", elsewhere))).toEqual([
      403,
      true,
      "Request from another site",
    ]);
    const nowhere = { ...admin, Origin: "http://[" };
    expect(summaryOf(await send("/people?index", "name=x", nowhere))).toEqual([400, true, "Bad request"]);
  });

  it("is so with the number of seconds to wait where there were too many tries", async () => {
    const address = { "X-Forwarded-For": "203.0.113.9" };
    let answer = await send("/sign-in", "email=a%40b.example&password=x", address);
    for (let tries = 1; tries < 200 && answer.status === 401; tries += 1)
      answer = await send("/sign-in", "email=a%40b.example&password=x", address);
    expect(summaryOf(answer).slice(0, 2)).toEqual([429, true]);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(answer.body).toContain("Too many attempts");
  });
});

describe("behind a proxy that passes on the name it calls the server by", () => {
  it("forms work, and lead to the public address", async () => {
    const form = `email=sam%40org.example&password=${encodeURIComponent(PASSWORD)}&redirectTo=%2Fportfolio`;
    const answer = await send("/sign-in", form, { Host: "127.0.0.1:3000" });
    expect([answer.status, answer.headers.location]).toEqual([302, "/portfolio"]);
  });
});
