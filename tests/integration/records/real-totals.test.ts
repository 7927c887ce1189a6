import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "~/commands/access/api-keys.server";
import { command } from "~/cli/commands/metric";
import { MetricBody } from "~/components/scorecards/metric-body";
import { WHOLE_SCOPE } from "~/domain/access/scope";
import type { Viewer } from "~/domain/access/viewer";
import { importFile } from "~/ingest/load/import-file.server";
import { readMetricAddress } from "~/reports/metrics/metric-address";
import { loadMetricRows } from "~/reports/scorecards/metric-rows.server";
import type { MetricView } from "~/domain/scorecards/metric-view";
import { loader as pageLoader } from "~/routes/_app.metrics.$metric";
import { loader } from "~/routes/api.v1.metric";
import { runCommand } from "../../support/command-line";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { answerOf, get, testContext, TEST_NOW, TEST_ORIGIN } from "../../support/load-context";
import { partnerFiles, type PartnerFiles } from "../../support/partner-files/partner-files";
import { addPerson, signedIn } from "../access/people";

const admin: Viewer = { kind: "key", keyId: "test", name: "test", role: "admin", scope: WHOLE_SCOPE };

type Total = [metric: string, parameters: Record<string, string>, value: number, n: number, shown: string];

/** What is known of the files, by the questions that give it, and how a page writes it. */
const TOTALS: Readonly<Record<PartnerFiles["made"], readonly Total[]>> = {
  "written by the tests": [
    ["answer-rate", {}, 0.8, 600, "80.0%"],
    ["resolution-rate", {}, 0.875, 480, "87.5%"],
    ["csat", {}, 0.34791667, 480, "34.8%"],
    ["service-level", { variant: "3", thresholdSeconds: "60" }, 0.355, 600, "35.5%"],
    ["talk-time", { quantile: "0.5" }, 206, 480, "206\u00a0s"],
    ["talk-time", { quantile: "0.9" }, 356, 480, "356\u00a0s"],
  ],
  "made by other people": [
    ["answer-rate", {}, 0.8108, 5000, "81.1%"],
    ["resolution-rate", {}, 0.89935866, 4054, "89.9%"],
    ["csat", {}, 0.49901332, 4054, "49.9%"],
    ["service-level", { variant: "3", thresholdSeconds: "60" }, 0.3592, 5000, "35.9%"],
    ["talk-time", { quantile: "0.5" }, 226, 4054, "226\u00a0s"],
    ["talk-time", { quantile: "0.9" }, 378, 4054, "378\u00a0s"],
  ],
};

describe.each(await partnerFiles())(
  "the totals of a phone desk whose file was $made",
  ({ made, folder, phoneCalls }) => {
    let db: TestDatabase;
    let filesFolder: string;
    let key: string;
    let session: string;

    beforeAll(async () => {
      db = await createTestDatabase();
      filesFolder = await mkdtemp(path.join(tmpdir(), "plumbline-totals-"));
      const mapping: unknown = JSON.parse(
        readFileSync(path.join(import.meta.dirname, "../mappings/phone-calls.json"), "utf8"),
      );
      await importFile(db, {
        path: path.join(folder, "phone-calls/phone-calls.csv"),
        fileName: "phone-calls.csv",
        mapping,
        by: { actor: "test", userId: null },
        filesFolder,
      });
      const created = await createApiKey(db, admin, { name: "totals", role: "analyst", vendorId: null });
      if (!created.ok) throw new Error(created.problem);
      key = created.key;
      await addPerson(db, "ana@example.com", "analyst");
      session = await signedIn(db, "ana@example.com");
    });
    afterAll(() => rm(filesFolder, { recursive: true, force: true }));

    it.each(TOTALS[made])(
      "%s %o is %d of %d by report, interface and command line alike",
      async (metric, parameters, value, n) => {
        const address = new URLSearchParams({ metric, ...parameters, from: "2021-01-01", to: "2021-03-31" });
        const requested = readMetricAddress(address);
        if (!requested.ok) throw new Error(JSON.stringify(requested.problems));
        const report = await loadMetricRows(db, admin, requested.question);
        expect(report).toHaveLength(1);
        expect(report?.[0]?.value).toBeCloseTo(value, 8);
        expect(report?.[0]?.n).toBe(n);

        const request = new Request(new URL(`/api/v1/metric?${address}`, TEST_ORIGIN), {
          headers: { Authorization: `Bearer ${key}` },
        });
        const answer = await loader({ request, params: {}, context: testContext(db) });
        expect(await answer.json()).toEqual(report);

        const params = Object.entries(parameters).flatMap(([name, given]) => ["--param", `${name}=${given}`]);
        const args = [metric, ...params, "--from", "2021-01-01", "--to", "2021-03-31"];
        expect(await runCommand(command, args, { db, clock: () => TEST_NOW })).toEqual(report);
      },
    );

    it.each(TOTALS[made])("%s %o is %d of %d on its page", async (metric, parameters, value, n, shown) => {
      const days = { vendor: "phone-desk", from: "2021-01-01", to: "2021-03-31" };
      const request = get(`/metrics/${metric}?${new URLSearchParams({ ...days, ...parameters })}`, [session]);
      const answer = await answerOf(pageLoader({ request, params: { metric }, context: testContext(db) }));
      expect(answer.status).toBe(200);
      const { view }: { view: MetricView } = (await answer.json()).shown;
      expect(view.total).toMatchObject({ status: "measured", n });
      expect(view.total.status === "measured" && view.total.value).toBeCloseTo(value, 8);
      if (metric === "answer-rate")
        expect(view.total).toMatchObject({
          numerator: phoneCalls.answered,
          denominator: phoneCalls.calls,
        });

      const page = renderToStaticMarkup(
        createElement(MetricBody, {
          view,
          linked: false,
          newNoteHref: null,
          csvHref: null,
          notesReadable: false,
          rowsReadable: false,
        }),
      );
      const [tile = ""] = /<dl.*?<\/dl>/s.exec(page) ?? [];
      const words = tile.replaceAll(/<[^>]*>/g, "");
      expect(words).toContain(`1 Jan – 31 Mar 2021${shown}n ${n.toLocaleString("en-GB")}`);
    });
  },
);
