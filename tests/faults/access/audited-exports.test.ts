import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, expect, it, vi } from "vitest";
import { filesFolder, keepFile } from "~/ingest/load/original-files.server";
import { afterFile } from "../../support/after-file";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { openPages, type Pages } from "../../support/pages";
import { MARKS, writeMarkedData } from "../../integration/access/marked-data";
import { addPerson, signedIn } from "../../integration/access/people";
import { addressesOf, type RouteAddress } from "../../integration/access/walked-addresses";

type Total = { column: string; times?: string };

let db: TestDatabase;
let pages: Pages;
let routes: RouteAddress[];
let headers: Record<string, string>;

beforeAll(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  db = await createTestDatabase();
  const data = await writeMarkedData(db);
  const document = JSON.parse(
    readFileSync(new URL("../../integration/mappings/daily-calls.json", import.meta.url), "utf8"),
  );
  const { id: mappingId } = await db.inside.mapping.create({
    data: { key: "desk", version: 1, name: "Desk", kind: "contacts", document },
  });
  const dataFolder = mkdtempSync(path.join(tmpdir(), "plumbline-exports-"));
  afterFile(() => rmSync(dataFolder, { recursive: true }));
  const file = path.join(dataFolder, "original.csv");
  const headings = [
    "Fecha",
    ...new Set(document.totals.flatMap((total: Total) => [total.column, total.times ?? []].flat())),
  ];
  writeFileSync(file, `${headings.join(",")}\n`);
  const storedAs = await keepFile(filesFolder(dataFolder), file, "ab".repeat(32));
  await db.inside.importBatch.updateMany({ data: { mappingId, storedAs } });
  pages = await openPages(db, undefined, { dataFolder });
  await addPerson(db, "lead@org.example", "lead");
  headers = { Cookie: (await signedIn(db, "lead@org.example")).split(";", 1)[0] ?? "" };
  routes = await addressesOf(db, pages.build, data, ["A".repeat(43)]);
});

it("every file that leaves is in the audit log by its name", async () => {
  const query = new URLSearchParams({
    vendor: "lumina",
    metric: "volume",
    period: "2026-10",
    from: "2026-10-01",
    to: "2026-10-31",
    site: `north ${MARKS.lumina}`,
  });
  const downloads = new Set<string>();
  const unrecorded: string[] = [];
  for (const route of routes) {
    for (const address of [route.path, `${route.path}?${query}`]) {
      const before = await db.inside.auditEvent.count({ where: { action: "export.downloaded" } });
      const answer = await pages.ask(address, { headers });
      if (!String(answer.headers["content-disposition"] ?? "").startsWith("attachment")) continue;
      downloads.add(route.name);
      const events = await db.inside.auditEvent.findMany({
        where: { action: "export.downloaded", actor: "lead@org.example" },
        orderBy: { id: "desc" },
      });
      const [event] = events;
      const { file } = { file: "", ...(event?.detail as object | undefined) };
      const isRecorded = events.length === before + 1 && file !== "";
      if (!isRecorded || !String(answer.headers["content-disposition"]).includes(encodeURIComponent(file)))
        unrecorded.push(address);
    }
  }
  expect(unrecorded).toEqual([]);
  expect([...downloads].sort()).toEqual([
    "audit[.]csv",
    "audit[.]xlsx",
    "exclusions[.]csv",
    "exclusions[.]xlsx",
    "expected-files[.]csv",
    "expected-files[.]xlsx",
    "explain[.]csv",
    "explain[.]xlsx",
    "imports.$id.mapping[.]json",
    "imports.$id.original",
    "imports.$id.rejected-rows[.]csv",
    "imports.$id.rejected-rows[.]xlsx",
    "imports.$id.rejected[.]csv",
    "imports.$id.rejected[.]xlsx",
    "metrics.$metric[.]csv",
    "metrics.$metric[.]xlsx",
    "portfolio[.]csv",
    "portfolio[.]xlsx",
    "rows[.]csv",
    "rows[.]xlsx",
    "scorecards.$vendor.$period[.]csv",
    "scorecards.$vendor.$period[.]xlsx",
    "sows.$vendor.document",
    "statements.$vendor.$period[.]csv",
    "statements.$vendor.$period[.]xlsx",
  ]);
});
