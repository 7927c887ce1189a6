import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findMetric } from "~/domain/metrics/catalog/catalog";
import { command as doctor } from "~/cli/commands/doctor";
import { projectFolder } from "~/config/project-folder.server";
import { createEmptyDatabase } from "../support/database";
import { everyNth } from "../support/property-runs";
import { runCommand } from "../support/command-line";
import { TEST_NOW } from "../support/load-context";
import { answersOf, type Answers } from "./answers";
import { readDump, restoreDatabase, type Dump } from "./dump";
import { openInstallation, type Installation } from "./installation";
import { newFolder, restoreEmbedded } from "./restored";
import { openLinks } from "./use";

const FOLDER = path.join(projectFolder(), "tests", "upgrade", "dumps");
const dumps = (await readdir(FOLDER)).filter((name) => name.endsWith(".json.gz")).toSorted();

const SERVERS: [string, (dump: Dump) => Promise<Installation>][] = [
  ["on the embedded server", async (dump) => openInstallation(await restoreEmbedded(dump))],
  [
    "on a server of one's own",
    async (dump) => {
      const { name, url, outsideUrl } = await createEmptyDatabase();
      const owner = inject("testCluster").owner.replace("/DATABASE", `/${name}`);
      await restoreDatabase(dump, { owner, application: url });
      return openInstallation(await newFolder(dump), { DATABASE_URL: url, DATABASE_OUTSIDE_URL: outsideUrl });
    },
  ],
];

type State = Answers["before"];

/** Metrics that have another key by now. */
const RENAMED_METRICS: Readonly<Record<string, string>> = {
  utilisation: "utilization",
  ageing: "aging",
};

/** Both states without what only one of them shows: metrics that the earlier release did not have, and lines that only one of them charts. */
function comparable(now: State, then: State): [State, State] {
  const metrics = Object.keys(then.metrics).map((metric) => [metric, now.metrics[RENAMED_METRICS[metric] ?? metric]]);
  const chartedAlike = (own: State, other: State) =>
    Object.entries(own.scorecards).map(([name, card]) => {
      const charted = new Set(other.scorecards[name]?.trends.map(({ line }) => line));
      return [name, card && { ...card, trends: card.trends.filter(({ line }) => charted.has(line)) }];
    });
  return [
    { ...now, metrics: Object.fromEntries(metrics), scorecards: Object.fromEntries(chartedAlike(now, then)) },
    { ...then, scorecards: Object.fromEntries(chartedAlike(then, now)) },
  ];
}

describe.each(dumps)("an installation that an earlier release left (%s)", (file) => {
  describe.each(everyNth(2, SERVERS))("%s", (_name, restore) => {
    let dump: Dump;
    let installation: Installation;
    let answers: Answers;
    let expected: Answers;
    let repaired: unknown;

    beforeAll(async () => {
      dump = await readDump(path.join(FOLDER, file));
      expected = dump.expected;
      installation = await restore(dump);
      repaired = await examine();
      answers = JSON.parse(JSON.stringify(await answersOf(installation, dump.access)));
    });
    afterAll(async () => {
      await installation?.close();
      if (installation) await rm(installation.dataFolder, { recursive: true, force: true });
    });

    const examine = () =>
      runCommand(doctor, [], { db: installation.opened.db, clock: () => TEST_NOW, folder: installation.dataFolder });

    test("opens with every migration that it has not seen, and no others", async () => {
      const folders = await readdir(path.join(projectFolder(), "prisma", "migrations"), { withFileTypes: true });
      const seen = new Set(dump.migrations.map(({ name }) => name));
      const names = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
      expect(installation.opened.applied.toSorted()).toEqual(names.filter((name) => !seen.has(name)).toSorted());
    });

    test("shows the same figures, files, notes, mappings, contracts, links and people", () => {
      const [before, then] = comparable(answers.before, expected.before);
      expect(before).toEqual(then);
    });

    test("signs everybody in with the password they had, and nobody else", () => {
      expect(answers.signIns).toEqual(expected.signIns);
    });

    test("opens its links, the locked one with its password alone", () => {
      expect(answers.links).toEqual(expected.links);
    });

    test("goes on with uploads, runs, remembered mappings and API keys where they stopped", () => {
      expect(answers.wentOn).toEqual(expected.wentOn);
      const [after, then] = comparable(answers.after, expected.after);
      expect(after).toEqual(then);
    });

    test("has roll-ups that equal the facts, before and after people went on", async () => {
      expect([repaired, await examine()]).toMatchObject([
        { vendors: 2, different: 0, repaired: false },
        { vendors: 2, different: 0, repaired: false },
      ]);
    });
  });
});

test.each(Object.entries(RENAMED_METRICS))(
  "notes, links and contracts about %s, which is now %s, stay with it",
  async (former, current) => {
    const dump = await readDump(path.join(FOLDER, "e150b64.json.gz"));
    const renamed = new Set(["root_cause_note", "root_cause_note_revision", "share_link"]);
    // Of aging, lower is better: the levels of the stored target would not fit it.
    if (findMetric(current)?.direction === "up") renamed.add("sow_document");
    const parameters = `"metric": "${former}", "scale": "kept", "annualisedBy": "days"`;
    const about = (table: string, rows: string) =>
      rows
        .replaceAll("\tcsat\t", `\t${former}\t`)
        .replaceAll('"metric": "csat"', table === "share_link" ? parameters : `"metric": "${former}"`);
    const tables = dump.tables.map((table) =>
      renamed.has(table.name) ? { ...table, rows: about(table.name, table.rows) } : table,
    );
    const { name, url, outsideUrl } = await createEmptyDatabase();
    const owner = inject("testCluster").owner.replace("/DATABASE", `/${name}`);
    await restoreDatabase({ ...dump, tables }, { owner, application: url });
    const installation = await openInstallation(await newFolder(dump), {
      DATABASE_URL: url,
      DATABASE_OUTSIDE_URL: outsideUrl,
    });
    const { db } = installation.opened;
    const notes = await db.inside.rootCauseNote.findMany({ orderBy: { metric: "asc" } });
    expect(notes.map(({ metric }) => metric).toSorted()).toEqual([current, current, "nps"].toSorted());
    const stored = (await db.inside.shareLink.findMany({ where: { view: "metric" } })).map((link) => link.parameters);
    expect(stored).toContainEqual(
      expect.objectContaining({ metric: current, scale: "as-imported", annualizedBy: "days" }),
    );
    expect(JSON.stringify(stored)).not.toMatch(/annualisedBy|kept/);
    const links = await openLinks(installation, dump.access);
    expect(JSON.stringify(links["metric"])).toMatch(new RegExp(`^\\["metric","${current}","quill"`));
    expect(JSON.stringify(links["own password"])).toContain('["csat",3,');
    await installation.close();
    await rm(installation.dataFolder, { recursive: true, force: true });
  },
);
