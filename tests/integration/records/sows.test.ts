import { beforeAll, describe, expect, it } from "vitest";
import { partnerScope, WHOLE_SCOPE } from "~/domain/access/scope";
import type { Viewer } from "~/domain/access/viewer";
import { applySow, checkSow, readSowText } from "~/commands/contracts/apply-sow.server";
import { loadSow, loadSowDocument, loadSows } from "~/reports/contracts/sows.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";

const clock = () => new Date("2026-11-03T09:00:00Z");
const options = { clock };
const applicant = { by: "Ines Marin", actor: "ines@example.com" };
const lead: Viewer = {
  kind: "member",
  userId: "7b0b52c6-53c5-4b3a-a14c-66a53f0e8a01",
  name: "Ines Marin",
  email: "ines@example.com",
  role: "lead",
  scope: WHOLE_SCOPE,
};

const csat = { id: "csat", clause: "4.2(a)", metric: "csat", comparator: ">=", expected: 85, minimum: 80 };
const serviceLevel = {
  id: "sl",
  clause: "4.1",
  metric: "service-level",
  parameters: { variant: 3, thresholdSeconds: 37 },
  comparator: ">=",
  expected: 80,
};

function sow(vendor: string, versions?: unknown[]) {
  return {
    vendor,
    title: "Support services",
    currency: "USD",
    timeZone: "America/Phoenix",
    versions: versions ?? [{ version: 1, effectiveFrom: "2026-01-01", targets: [csat, serviceLevel] }],
  };
}

const amended = (vendor: string) =>
  sow(vendor, [
    { version: 1, effectiveFrom: "2026-01-01", targets: [csat, serviceLevel] },
    {
      version: 2,
      effectiveFrom: "2026-09-01",
      amendment: "CSAT raised",
      targets: [{ ...csat, expected: 87 }, serviceLevel],
    },
    { version: 3, effectiveFrom: "2027-01-01", targets: [csat] },
  ]);

describe("SOWs", () => {
  let db: TestDatabase;

  beforeAll(async () => {
    db = await createTestDatabase();
  });

  async function stored() {
    return {
      sows: await db.inside.sowDocument.count(),
      vendors: await db.inside.vendor.findMany({ select: { key: true, revision: true }, orderBy: { key: "asc" } }),
      parameters: await db.inside.rollupParameter.count(),
      audit: await db.inside.auditEvent.count(),
    };
  }

  it("begin a partner that nobody knew, and have its counts with a limit rolled up", async () => {
    const applied = await applySow(db, applicant, sow("lumina"), { ...options, vendorName: "Lumina" });
    expect(applied).toMatchObject({ ok: true, vendor: "lumina", revision: 1, unchanged: false, changes: null });
    const measures = await db.inside.rollupParameter.findMany();
    expect(measures.map(({ measure }) => measure)).toContain("wait<=37");
    expect((await db.inside.vendor.findUnique({ where: { key: "lumina" } }))?.name).toBe("Lumina");
  });

  it("change nothing when they are the same as before, whatever the order of their fields", async () => {
    await applySow(db, applicant, sow("same"), options);
    const before = await stored();
    const { vendor, versions, ...rest } = sow("same");
    expect(await applySow(db, applicant, { versions, ...rest, vendor }, options)).toMatchObject({
      ok: true,
      revision: 1,
      unchanged: true,
    });
    expect(await stored()).toEqual(before);
  });

  it("say what an amendment changes, before and after it is applied", async () => {
    await applySow(db, applicant, sow("amended"), options);
    const checked = await checkSow(db, amended("amended"), options);
    const applied = await applySow(db, applicant, amended("amended"), options);
    const versions = [
      { version: 2, kind: "added" },
      { version: 3, kind: "added" },
    ];
    expect(checked).toMatchObject({ ok: true, current: 1, changes: { versions } });
    expect(applied).toMatchObject({ ok: true, revision: 2, changes: { versions } });
    const vendor = await db.inside.vendor.findUniqueOrThrow({ where: { key: "amended" } });
    expect(vendor.revision).toBe(2);
    const trail = await db.inside.auditEvent.findMany({ where: { subject: "vendor:amended" } });
    expect(trail.map(({ actor, action }) => [actor, action])).toEqual([
      ["ines@example.com", "sow.applied"],
      ["ines@example.com", "sow.applied"],
    ]);
  });

  it("with any problem change nothing and point at the field", async () => {
    await applySow(db, applicant, sow("bad"), options);
    const before = await stored();
    const cases: [unknown, string][] = [
      [sow("bad", []), "versions"],
      [sow("bad", [{ version: 1, effectiveFrom: "2026-02-30", targets: [csat] }]), "versions[0].effectiveFrom"],
      [
        sow("bad", [
          { version: 1, effectiveFrom: "2026-01-01", effectiveUntil: "2026-12-31", targets: [csat] },
          { version: 2, effectiveFrom: "2026-09-01", targets: [csat] },
        ]),
        "versions[1].effectiveFrom",
      ],
      [
        sow("bad", [{ version: 1, effectiveFrom: "2026-01-01", targets: [{ ...csat, minimum: 90 }] }]),
        "versions[0].targets[0].minimum",
      ],
      [
        sow("bad", [{ version: 1, effectiveFrom: "2026-01-01", targets: [csat, { ...csat, id: "again" }] }]),
        "versions[0].targets[1].scope",
      ],
      [{ ...sow("bad"), vendor: "__proto__" }, "vendor"],
      [{ ...sow("bad"), surprise: true }, "surprise"],
      ["not a document", ""],
      [null, ""],
    ];
    for (const [document, path] of cases) {
      const applied = await applySow(db, applicant, document, options);
      expect(applied).toMatchObject({ ok: false, problems: [expect.objectContaining({ path })] });
      expect(await checkSow(db, document, options)).toMatchObject({ ok: false });
    }
    expect(await stored()).toEqual(before);
  });

  it("warn where a version that has started would read otherwise, not where one is added", async () => {
    await applySow(db, applicant, amended("past"), options);
    const lowered = [{ version: 1, effectiveFrom: "2026-01-01", targets: [{ ...csat, expected: 81 }, serviceLevel] }];
    const warned = await checkSow(db, sow("past", lowered), options);
    expect(warned.ok && warned.warnings.map(({ code, message }) => [code, message.slice(0, 9)])).toEqual([
      ["changes-the-past", "Version 1"],
      ["changes-the-past", "Version 2"],
    ]);
    await applySow(db, applicant, sow("future"), options);
    expect(await checkSow(db, amended("future"), options)).toMatchObject({ ok: true, warnings: [] });
  });

  it("are refused on another partner's page", async () => {
    const applied = await applySow(db, applicant, sow("stranger"), { ...options, vendor: "lumina" });
    expect(applied).toMatchObject({ ok: false, problems: [{ path: "vendor", code: "other-vendor" }] });
    expect(await db.inside.vendor.count({ where: { key: "stranger" } })).toBe(0);
  });

  it("uploaded twice at once become two revisions in a row", async () => {
    await applySow(db, applicant, sow("race"), options);
    const titled = (title: string) => applySow(db, applicant, { ...sow("race"), title }, options);
    const [first, second] = await Promise.all([titled("First"), titled("Second")]);
    expect([first, second].map((applied) => applied.ok && applied.revision).sort()).toEqual([2, 3]);
  });

  it("that are no JSON say where they stop being it", () => {
    expect(readSowText('{"vendor": lumina}')).toEqual({
      ok: false,
      problems: [{ path: "", pathLabel: "", code: "json", message: "The text is not valid JSON at line 1, column 12" }],
    });
  });

  it("are listed with the version in force, the next amendment and who uploaded them", async () => {
    await db.inside.vendor.create({ data: { key: "without", name: "Without" } });
    await applySow(db, applicant, amended("listed"), options);
    const { sows } = await loadSows(db, lead, options);
    expect(sows.find(({ vendor }) => vendor === "listed")?.sow).toMatchObject({
      inForce: { version: 2, from: "2026-09-01", targets: 2, critical: 0 },
      next: { version: 3, from: "2027-01-01" },
      uploadedBy: "Ines Marin",
    });
    expect(sows.find(({ vendor }) => vendor === "without")?.sow).toBeNull();
  });

  it("are read aloud version by version, newest first, with what each changed", async () => {
    await applySow(db, applicant, amended("read"), options);
    const page = await loadSow(db, lead, { vendor: "read" }, options);
    expect(page?.sow?.versions.map(({ version, state }) => [version, state])).toEqual([
      [3, "coming"],
      [2, "in-force"],
      [1, "past"],
    ]);
    const [, second] = page?.sow?.versions ?? [];
    expect(second?.changed).toMatchObject({
      since: 1,
      targets: [{ id: "csat", fields: [{ field: "expected", before: "≥ 85%", after: "≥ 87%" }] }],
    });
    expect(second?.targets[0]?.rule).toContain("At least 87.0% each month.");
  });

  it("keep every revision as it was uploaded", async () => {
    await applySow(db, applicant, sow("kept"), options);
    await applySow(db, applicant, amended("kept"), options);
    expect((await loadSowDocument(db, lead, { vendor: "kept", revision: 1 }))?.document).toEqual(sow("kept"));
    expect((await loadSow(db, lead, { vendor: "kept" }, options))?.revisions.map(({ revision }) => revision)).toEqual([
      2, 1,
    ]);
    expect(await loadSow(db, lead, { vendor: "kept", revision: 9 }, options)).toBeNull();
  });

  it("of another partner are not there for a partner", async () => {
    const { id } = await db.inside.vendor.findUniqueOrThrow({ where: { key: "kept" } });
    const partner: Viewer = {
      kind: "partner",
      userId: "7b0b52c6-53c5-4b3a-a14c-66a53f0e8a03",
      name: "Pat",
      email: "pat@kept.example",
      vendorId: id,
      scope: partnerScope(id),
    };
    expect(await loadSow(db, partner, { vendor: "lumina" }, options)).toBeNull();
    expect(await loadSowDocument(db, partner, { vendor: "lumina" })).toBeNull();
    expect((await loadSows(db, partner, options)).sows.map(({ vendor }) => vendor)).toEqual(["kept"]);
    expect((await loadSow(db, partner, { vendor: "kept" }, options))?.sow?.revision).toBe(2);
  });
});
