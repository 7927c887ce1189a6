import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findSetUpTask } from "~/commands/access/set-up.server";
import { CommandFailure, type Command } from "~/cli/command";
import { command as apiKeyCreate } from "~/cli/commands/api-key-create";
import { command as doctor } from "~/cli/commands/doctor";
import { command as metric } from "~/cli/commands/metric";
import { command as scorecard } from "~/cli/commands/scorecard";
import { command as sowApply } from "~/cli/commands/sow-apply";
import { command as userAdd } from "~/cli/commands/user-add";
import { findPresentedKey } from "~/data/access/api-keys.server";
import { findOutsideExcess } from "~/data/db/external-limits.server";
import { runCommand, textOfCommand } from "../../support/command-line";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { addDesk, deskSow } from "../../support/desk-data";

const clock = () => new Date("2026-11-03T09:00:00Z");

let db: TestDatabase;
let folder: string;
let lumina: number;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-commands-"));
  lumina = await addDesk(db, "lumina");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (command: Command, ...args: string[]) => runCommand(command, args, { db, clock });

async function failure(command: Command, ...args: string[]): Promise<CommandFailure> {
  const error: unknown = await run(command, ...args).catch((thrown: unknown) => thrown);
  if (!(error instanceof CommandFailure)) throw new Error(`The command did not fail as expected: ${String(error)}`);
  return error;
}

async function file(name: string, text: string): Promise<string> {
  const at = path.join(folder, name);
  await writeFile(at, text);
  return at;
}

describe("plumbline doctor", () => {
  const stored = async () => {
    const { rows } = await db.pool.query<{ row: unknown }>(
      "SELECT to_jsonb(m) AS row FROM measure_day m WHERE vendor_id = $1 ORDER BY day, site",
      [lumina],
    );
    return rows.map(({ row }) => row);
  };

  it("finds nothing where the roll-ups equal the facts, and changes nothing", async () => {
    const before = await stored();
    const excess = await findOutsideExcess(db);
    const counts = { vendors: 1, days: 4, different: 0, repaired: false, differences: [] };
    expect(await run(doctor)).toEqual({ ...counts, excess });
    expect(await stored()).toEqual(before);
  });

  it("names a figure that was tampered with, a row too few and one too many; repairs them when asked", async () => {
    const sound = await stored();
    await db.inside.measureDay.updateMany({
      where: { vendorId: lumina, day: new Date("2026-10-15T00:00:00Z") },
      data: { answered: 99 },
    });
    await db.inside.measureDay.deleteMany({ where: { vendorId: lumina, day: new Date("2026-09-30T00:00:00Z") } });
    await db.inside.measureDay.create({
      data: {
        vendorId: lumina,
        day: new Date("2026-12-24T00:00:00Z"),
        site: "Nowhere",
        program: "",
        channel: "",
        offered: 7,
      },
    });
    const tampered = ["2026-10-15", "2026-09-30"].map((day) => new Date(`${day}T00:00:00Z`));
    const talked = await db.inside.measureDay.findFirstOrThrow({
      where: { vendorId: lumina, day: { notIn: tampered }, talkBins: { isEmpty: false } },
    });
    const { day: dayOfTalk, vendorId, site, program, channel } = talked;
    const slice = { vendorId, day: dayOfTalk, site, program, channel };
    await db.inside.measureDay.updateMany({ where: slice, data: { talkBins: [] } });

    const found = await failure(doctor);
    expect(found.code).toBe("roll-ups-differ");
    const differences = found.detail["differences"];
    expect(differences).toContainEqual({
      vendor: "lumina",
      table: "measure_day",
      day: "2026-10-15",
      site: "Cebu",
      program: "",
      channel: "voice",
      columns: [{ column: "answered", stored: 99, facts: 1 }],
    });
    expect(differences).toContainEqual(expect.objectContaining({ day: "2026-09-30", site: "Manila" }));
    expect(differences).toContainEqual(expect.objectContaining({ day: "2026-12-24", site: "Nowhere" }));
    expect(differences).toContainEqual(
      expect.objectContaining({
        day: dayOfTalk.toISOString().slice(0, 10),
        columns: [expect.objectContaining({ column: "talk_bins", stored: null })],
      }),
    );
    expect(await db.inside.measureDay.count({ where: { vendorId: lumina, answered: 99 } })).toBe(1);

    const { revision } = await db.inside.vendor.findUniqueOrThrow({ where: { id: lumina } });
    expect(await run(doctor, "--repair")).toMatchObject({ repaired: true });
    expect(await stored()).toEqual(sound);
    expect((await db.inside.vendor.findUniqueOrThrow({ where: { id: lumina } })).revision).toBe(revision + 1);
    expect(await run(doctor)).toMatchObject({ different: 0 });
  });
});

describe("plumbline sow apply", () => {
  it("applies a file, and the same file again changes nothing", async () => {
    const document = await file("sow.json", JSON.stringify({ ...deskSow("fresh"), title: "From a file" }));
    expect(await run(sowApply, document, "--vendor-name", "Fresh Desk")).toMatchObject({
      vendor: "fresh",
      revision: 1,
      unchanged: false,
    });
    expect(await run(sowApply, document)).toMatchObject({ vendor: "fresh", revision: 1, unchanged: true });
    expect((await db.inside.vendor.findUniqueOrThrow({ where: { key: "fresh" } })).name).toBe("Fresh Desk");
  });

  it("warns of clauses that give different money for one result, and applies the document", async () => {
    const document = deskSow("contradicting");
    const versions = document.versions.map((version) => ({
      ...version,
      creditScheme: {
        rules: [
          {
            id: "clause",
            targets: version.targets.slice(0, 1).map(({ id }) => id),
            price: { kind: "amount", amount: 100 },
          },
          {
            id: "table",
            targets: version.targets.slice(0, 1).map(({ id }) => id),
            price: { kind: "amount", amount: 50 },
          },
        ],
      },
    }));
    const applied = await run(sowApply, await file("contradicting.json", JSON.stringify({ ...document, versions })));
    expect(applied).toMatchObject({
      unchanged: false,
      warnings: expect.arrayContaining([
        expect.objectContaining({
          code: "two-clauses",
          path: "versions[0].creditScheme.rules[1]",
          pathLabel: "Version 1, rule table (2nd)",
        }),
      ]),
    });
  });

  it("refuses a bad one with the fields that are wrong, and changes nothing", async () => {
    const before = await db.inside.sowDocument.count();
    const bad = await file("bad.json", JSON.stringify({ ...deskSow("lumina"), currency: "dollars" }));
    expect((await failure(sowApply, bad)).detail["errors"]).toEqual([expect.objectContaining({ path: "currency" })]);
    const strict = { id: "csat", metric: "csat", comparator: ">=", expected: 85, minimum: 95 };
    const versions = [{ version: 1, effectiveFrom: "2026-01-01", targets: [strict] }];
    const refused = await failure(
      sowApply,
      await file("strict.json", JSON.stringify({ ...deskSow("lumina"), versions })),
    );
    expect(refused.message).toBe("Version 1, target csat (1st), minimum: 95 is stricter than the expected 85");
    expect(refused.detail["errors"]).toMatchObject([{ path: "versions[0].targets[0].minimum" }]);
    const cut = await file("cut.json", JSON.stringify(deskSow("lumina")).slice(0, 80));
    expect((await failure(sowApply, cut)).message).toMatch(/not valid JSON at line 1, column 79/);
    expect((await failure(sowApply, path.join(folder, "absent.json"))).code).toBe("unreadable-file");
    expect(await db.inside.sowDocument.count()).toBe(before);
  });
});

describe("plumbline user add and api-key create", () => {
  it("invite a person with an address that works once", async () => {
    const added = await run(userAdd, "--email", "Ola@Example.com", "--name", "Ola Berg", "--role", "analyst");
    expect(added).toMatchObject({ email: "ola@example.com", role: "analyst" });
    const token = /\/set-up\/([^"]+)"/.exec(JSON.stringify(added))?.[1] ?? "";
    expect(await findSetUpTask(db, token, clock())).toMatchObject({
      task: "choose-password",
      email: "ola@example.com",
    });
    expect((await failure(userAdd, "--email", "ola@example.com", "--name", "Again", "--role", "lead")).code).toBe(
      "email-taken",
    );
  });

  it("make a key that opens the interface for its role and partner", async () => {
    const made = await run(apiKeyCreate, "--name", "Reports", "--role", "partner", "--vendor", "lumina");
    const secret = /"key":"([^"]+)"/.exec(JSON.stringify(made))?.[1] ?? "";
    expect(await findPresentedKey(db, secret, clock())).toMatchObject({
      state: "active",
      holder: { role: "partner", vendorId: lumina },
    });
  });

  it("limit a key's imports to sources and partners", async () => {
    const limits = ["--source", "desk", "--source", "phone", "--source-vendor", "lumina"];
    const made = await run(apiKeyCreate, "--name", "Drop", "--role", "analyst", ...limits);
    const secret = /"key":"([^"]+)"/.exec(JSON.stringify(made))?.[1] ?? "";
    expect(await findPresentedKey(db, secret, clock())).toMatchObject({
      holder: { imports: { sources: ["desk", "phone"], vendors: ["lumina"] } },
    });
    expect((await failure(apiKeyCreate, "--name", "x", "--role", "analyst", "--source-vendor", "nobody")).code).toBe(
      "unknown-vendor",
    );
  });

  it("say what is missing or unknown", async () => {
    expect((await failure(userAdd, "--name", "No address", "--role", "lead")).code).toBe("arguments");
    expect((await failure(apiKeyCreate, "--name", "x", "--role", "partner")).message).toMatch(/Choose a partner/);
    expect((await failure(apiKeyCreate, "--name", "x", "--role", "partner", "--vendor", "nobody")).code).toBe(
      "unknown-vendor",
    );
    expect((await failure(apiKeyCreate, "--nonsense")).code).toBe("arguments");
  });
});

describe("plumbline scorecard", () => {
  it("shows as text what was measured of a partner without a SOW", async () => {
    const plain = await addDesk(db, "plain");
    await db.inside.sowDocument.deleteMany({ where: { vendorId: plain } });
    const text = await textOfCommand(scorecard, ["--vendor", "plain", "--period", "2026-10"], { db, clock });
    expect(text).toContain("This partner has no SOW. Values without targets:");
    expect(text).toMatch(/Customer satisfaction +66\.7% +2 +3/);
  });
});

describe("plumbline metric", () => {
  const october = ["--from", "2026-10-01", "--to", "2026-10-31"];

  it("says what is wrong with a question", async () => {
    expect((await failure(metric, "luck", ...october)).detail["errors"]).toEqual([
      expect.objectContaining({ parameter: "metric" }),
    ]);
    expect((await failure(metric, "csat", "--from", "2026-10-01")).detail["errors"]).toEqual([
      expect.objectContaining({ parameter: "to" }),
    ]);
    expect((await failure(metric, "csat", "--param", "boxes", ...october)).code).toBe("arguments");
    expect((await failure(metric, "csat", "--vendor", "nobody", ...october)).code).toBe("unknown-vendor");
    expect((await failure(metric, ...october)).message).toMatch(/Missing argument: metric key/);
  });

  it("has one row for days on which nothing was measured", async () => {
    expect(await run(metric, "csat", "--from", "2020-01-01", "--to", "2020-01-31")).toEqual([
      {
        period: "2020-01-01/2020-01-31",
        slice: {},
        numerator: null,
        denominator: null,
        value: null,
        n: 0,
        compared: null,
        preliminary: null,
      },
    ]);
  });
});
