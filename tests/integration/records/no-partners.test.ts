import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { PartnersMetricBody } from "~/components/scorecards/partners-metric-body";
import { loadPartnersMetric } from "~/reports/scorecards/partners-metric.server";
import { readMetricPageQuestion } from "~/reports/scorecards/metric-page-question";
import { loader } from "~/routes/_app.metrics.$metric";
import { createTestDatabase } from "../../support/database";
import { answerOf, get, testContext } from "../../support/load-context";
import { addPerson, signedIn } from "../access/people";
import { clock } from "../reports/judged-data";
import { lead } from "../reports/tiny-data";

it("before there is a partner, each metric of the catalog has a page that says so", async () => {
  const db = await createTestDatabase();
  await addPerson(db, "lea@example.com", "lead");
  const cookie = [await signedIn(db, "lea@example.com")];
  const ask = (metric: string, query: string) =>
    answerOf(
      loader({ request: get(`/metrics/${metric}${query}`, cookie), context: testContext(db), params: { metric } }),
    );
  for (const query of ["", "?by=vendor", "?by=vendor,site"]) {
    const answer = await ask("csat", query);
    expect(await answer.json()).toMatchObject({ shown: { kind: "partners", view: { partners: [] } } });
  }
  expect((await ask("csat", "?vendor=lumina")).status).toBe(404);
  expect((await ask("luck", "")).status).toBe(404);

  const question = readMetricPageQuestion("csat", new URLSearchParams("by=vendor"));
  const view = await loadPartnersMetric(db, lead(), question, { clock });
  if (view === null) throw new Error("no view");
  const shown = createElement(PartnersMetricBody, { view, linked: false, csvHref: null, rowsReadable: false });
  expect(renderToStaticMarkup(shown)).toContain("No partners yet");
});
