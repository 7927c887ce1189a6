import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { CommandFailure } from "~/cli/command";
import { command as importCommand } from "~/cli/commands/import";
import { command as suggest } from "~/cli/commands/suggest";
import { runCommand } from "../../support/command-line";
import { FIRST, HEADINGS, MAPPING, useDropFolder } from "./dropped-files";
import { importOf, savedMappings } from "./saved-mappings";

const data = useDropFolder();
const { drop, words, batches, look, contacts } = data;

/** Reads another column as the agent: figures read by it are wrong. */
const SPOILED = {
  ...MAPPING,
  key: "phone",
  name: "Phone",
  source: "phone",
  fields: { ...MAPPING.fields, agent: { column: "Id" }, site: { column: "Agent" } },
};

const imports = (mapping: object, vendor: string, sources: readonly string[] | "all" = "all") =>
  importOf(data.db, data.dataFolder, { content: `${HEADINGS}\n9,2026-01-09 10:00,Dee\n`, mapping, vendor, sources });

async function owners(): Promise<string[]> {
  return (await savedMappings(data.db)).map(({ vendor, key, version }) => `${vendor ?? "nobody"} ${key} ${version}`);
}

const run = (command: typeof suggest, ...args: string[]) =>
  runCommand(command, args, { db: data.db, clock: () => data.now, folder: data.folder });

describe("a dropped file", () => {
  test("is read by mappings of the partner in whose folder it lies, and changes no other partner's", async () => {
    await imports({ ...MAPPING, key: "other-calls", source: "other-calls" }, "other");
    await mkdir(path.join(data.dropFolder, "other"), { recursive: true });
    await drop("calls.csv", FIRST, "other");
    await look();
    expect((await batches()).map(({ source }) => source)).toEqual(["other-calls"]);
    expect(await owners()).toEqual(["desk desk-calls 1", "other other-calls 1"]);
    await mkdir(path.join(data.dropFolder, "third"), { recursive: true });
    await data.db.inside.vendor.upsert({
      where: { key: "third" },
      create: { key: "third", name: "Third" },
      update: {},
    });
    await drop("calls.csv", `${FIRST}7,2026-01-05 12:00,Eve\n`, "third");
    await look();
    expect(await words("third", "done", "calls.csv.txt")).toContain("No saved mapping of Third matches");
  });

  test("waits where mappings of two sources fit it as well: which one is a question", async () => {
    await imports({ ...MAPPING, key: "night", name: "Night desk", source: "night" }, "desk");
    await drop("calls.csv", FIRST);
    await look();
    expect(await batches()).toEqual([]);
    expect(await words("desk", "done", "calls.csv.txt")).toContain(
      "Saved mappings of several sources fit these headings",
    );
  });

  test("is read by the mapping that reads more of its columns where the other reads a part of them", async () => {
    const { agent: _agent, ...fields } = MAPPING.fields;
    await imports({ ...MAPPING, key: "part", source: "part", fields }, "desk");
    await drop("calls.csv", FIRST);
    await look();
    expect((await batches()).map(({ source }) => source)).toEqual(["desk-calls"]);
  });

  test("is not read unasked by a mapping that a key limited to one source saved, whether or not another fits", async () => {
    await imports(SPOILED, "desk", ["phone"]);
    await drop("calls.csv", FIRST);
    await look();
    await data.db.inside.importBatch.updateMany({ where: { source: "desk-calls" }, data: { status: "reverted" } });
    await drop("more.csv", `${FIRST}7,2026-01-05 12:00,Eve\n`);
    await look();
    expect(await batches()).toEqual([]);
    expect(await words("desk", "done", "calls.csv.txt")).toContain(
      "Saved mappings of several sources fit these headings",
    );
    expect(await words("desk", "done", "more.csv.txt")).toContain("An API key limited to some sources saved it.");
    expect(await contacts()).toEqual(["0 Ana", "9 9"]);
  });
});

describe("the command line", () => {
  test("saves a mapping for the vendor whose file it imports, and leaves another vendor's as it is", async () => {
    const [file, mapping] = [path.join(data.folder, "a.csv"), path.join(data.folder, "a.json")];
    await writeFile(file, FIRST);
    await writeFile(mapping, JSON.stringify({ ...MAPPING, fields: SPOILED.fields }));
    await run(importCommand, file, "--mapping", mapping, "--vendor", "other", "--vendor-name", "Other");
    expect(await owners()).toEqual(["desk desk-calls 1", "other desk-calls 1"]);
    const [known] = await data.db.inside.mapping.findMany({ orderBy: { id: "asc" } });
    expect(known?.document).toMatchObject({ fields: { agent: { column: "Agent" } } });
  });

  test("suggests no mapping of another vendor, and asks which one where those of two sources fit", async () => {
    const file = path.join(data.folder, "a.csv");
    await writeFile(file, FIRST);
    await imports({ ...MAPPING, key: "night", name: "Night desk", source: "night" }, "desk");
    expect(await run(suggest, file, "--vendor", "other")).not.toMatchObject({ mapping: { source: "desk-calls" } });
    const requested = await run(suggest, file, "--vendor", "desk");
    expect(requested).toMatchObject({ ready: false, questions: [{ id: "remembered" }] });
    const night = await data.db.inside.mapping.findFirstOrThrow({ where: { key: "night" } });
    const answered = await run(suggest, file, "--vendor", "desk", "--answer", `remembered=${night.id}`);
    expect(answered).toMatchObject({ ready: true, mapping: { source: "night" } });
    const again = await run(suggest, file, "--vendor", "desk", "--answer", "remembered=none");
    expect(again).toMatchObject({ ready: true, reason: expect.not.stringContaining("remembered") });
    const unknown: unknown = await run(suggest, file, "--vendor", "desk", "--answer", "remembered=999999").catch(
      (thrown: unknown) => thrown,
    );
    expect(unknown).toBeInstanceOf(CommandFailure);
  });
});
