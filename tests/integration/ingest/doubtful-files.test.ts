import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { command as importFile } from "~/cli/commands/import";
import { CONSOLE_VIEWER } from "~/cli/console-viewer";
import { command as suggest } from "~/cli/commands/suggest";
import { loadBatch } from "~/ingest/batches.server";
import { runCommand } from "../../support/command-line";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { TEST_NOW } from "../../support/load-context";
import { workbookOf } from "../../support/workbook-files";
import { clearFacts } from "./apply-rows";

let db: TestDatabase;
let folder: string;
beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-doubtful-"));
});
beforeEach(() => clearFacts(db));
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (command: typeof suggest, ...args: string[]) =>
  runCommand(command, args, { db, clock: () => TEST_NOW, folder });

type Suggested = { ready: boolean; kind: string; questions: { id: string }[] };

/** Suggests a mapping with these answers and imports the file by it; what is still asked is returned instead of an import. */
async function importSuggested(content: string | Uint8Array, name: string, answers: readonly string[] = []) {
  const file = path.join(folder, name);
  await writeFile(file, content);
  const told = answers.flatMap((answer) => ["--answer", answer]);
  const suggestion = (await run(suggest, file, "--vendor", "quill", ...told)) as Suggested;
  if (!suggestion.ready) return { asked: suggestion.questions.map(({ id }) => id), imported: null };
  const mapping = path.join(folder, `${name}.json`);
  await writeFile(mapping, JSON.stringify(suggestion));
  return { asked: [], imported: await run(importFile, file, "--mapping", mapping, "--vendor", "quill") };
}

async function sums(columns: string): Promise<unknown> {
  const { rows } = await db.pool.query(`SELECT ${columns} FROM measure_day`);
  return rows[0];
}

type Case = {
  what: string;
  file: string;
  asked?: string[];
  answers?: string[];
  columns: string;
  are: Record<string, number>;
};

const CASES: readonly Case[] = [
  {
    what: "totals of all queues are not counted again once they are said to be totals",
    file: `Date,Queue,Calls Offered,Calls Answered,Calls Abandoned,AHT
2026-03-02,Billing,100,90,10,300
2026-03-02,Sales,50,45,5,200
2026-03-02,All queues,150,135,15,266.67
2026-03-03,Billing,120,100,20,310
2026-03-03,Sales,60,60,0,210
2026-03-03,All queues,180,160,20,272.5
`,
    asked: ["subtotals:Queue"],
    answers: ["subtotals:Queue=totals"],
    columns: "sum(offered)::int AS offered",
    are: { offered: 330 },
  },
  {
    what: "cases are opened when they were created and done when they were resolved",
    file: `Case Number,Created On,Modified On,Resolved On,Status
C1,2026-03-01 10:00,2026-03-09 08:00,2026-03-02 10:00,Resolved
C2,2026-03-03 10:00,2026-03-10 08:00,2026-03-03 18:00,Resolved
`,
    columns: "count(*)::int AS days, sum(handled)::int AS handled, max(day) = '2026-03-03' AS last",
    are: { days: 2, handled: 2, last: true as unknown as number },
  },
  {
    what: "tickets are in time by when they were resolved, not closed",
    file: `Ticket ID,Status,Priority,Agent,Created time,Due by Time,Resolved time,Closed time,Resolution status
101,Closed,High,A1,2026-03-02 08:00:00,2026-03-03 08:00:00,2026-03-02 12:30:00,2026-03-04 12:30:00,Within SLA
102,Closed,Low,A2,2026-03-02 09:00:00,2026-03-05 09:00:00,2026-03-04 09:00:00,2026-03-06 09:00:00,Within SLA
103,Closed,Low,A2,2026-03-03 09:00:00,2026-03-04 09:00:00,2026-03-06 09:00:00,2026-03-08 09:00:00,SLA Violated
104,Resolved,Low,A2,2026-03-03 09:00:00,2026-03-05 09:00:00,2026-03-04 09:00:00,,Within SLA
`,
    columns: "sum(due)::int AS due, sum(done_in_sla)::int AS done",
    are: { due: 4, done: 3 },
  },
  {
    what: "a report by agent is totals whose times add up to the handle time",
    file: `Agent,Date,Calls Handled,Talk Time,Hold Time,Wrap Time
Ann A,2026-03-31,410,30:45:00,02:16:40,05:07:30
Bob B,2026-03-31,380,28:30:00,01:54:00,04:45:00
Cleo C,2026-03-31,120,11:00:00,00:40:00,01:30:00
`,
    columns: "sum(handled)::int AS handled, round(sum(handle_seconds) / sum(handle_known))::int AS aht",
    are: { handled: 910, aht: 342 },
  },
  {
    what: "averages of a queue report count with what the queue handled",
    file: `Date,Queue,Calls Handled,Avg Talk Time,Avg Wrap Time
2026-03-02,Billing,100,00:05:00,00:01:00
2026-03-02,Sales,50,00:04:00,00:02:00
`,
    columns: "round(sum(handle_seconds) / sum(handle_known))::int AS aht",
    are: { aht: 360 },
  },
  {
    what: "a plain score from 0 to 10 is a recommendation",
    file: `Response ID,Date,Score (0-10),Agent
R1,2026-03-02,10,A
R2,2026-03-02,6,A
R3,2026-03-03,9,B
R4,2026-03-03,4,B
R5,2026-03-04,8,A
`,
    columns:
      "sum(nps_promoters)::int AS up, sum(nps_detractors)::int AS down, sum(nps_responses)::int AS all, sum(csat_responses)::int AS csat",
    are: { up: 2, down: 2, all: 5, csat: null as unknown as number },
  },
  {
    what: "neutral answers count as answers",
    file: `Ticket ID,Created at,Satisfaction
${Array.from({ length: 10 }, (_, at) => `${at + 1},2026-03-02 10:0${at},${at < 6 ? "Good" : at < 8 ? "Neutral" : "Bad"}`).join("\n")}
`,
    columns: "sum(csat_responses)::int AS answers, sum(csat_score_sum)::int AS scores",
    are: { answers: 10, scores: 38 },
  },
  {
    what: "a split report is not wide",
    file: `Date,Split/Skill,ACD Calls,Aban Calls,Avg Speed Ans,% Ans Calls
3/2/2026,Billing,120,6,14,95.2
3/3/2026,Billing,110,9,18,92.4
3/14/2026,Sales,60,2,9,96.8
`,
    asked: ["unit:Avg Speed Ans"],
    answers: ["unit:Avg Speed Ans=s"],
    columns: "sum(answered)::int AS answered, sum(abandoned)::int AS abandoned",
    are: { answered: 290, abandoned: 17 },
  },
  {
    what: "a measure per row names itself",
    file: `Indicateur;janv. 2026;févr. 2026;mars 2026
Appels reçus;1000;1100;1200
Appels décrochés;900;1000;1100
Appels abandonnés;100;100;100
`,
    columns: "sum(offered)::int AS offered, sum(answered)::int AS answered, sum(abandoned)::int AS abandoned",
    are: { offered: 3300, answered: 3000, abandoned: 300 },
  },
  {
    what: "an abandoned count that cannot be is left out once it is said to be wrong",
    file: `date,queue,calls_received,calls_answered,calls_abandoned
2026-01-01,A,1006,966,1006
`,
    asked: ["counts:offered"],
    answers: ["counts:offered=calls_abandoned"],
    columns: "sum(offered)::int AS offered, sum(answered)::int AS answered, sum(abandoned)::int AS abandoned",
    are: { offered: 1006, answered: 966, abandoned: null as unknown as number },
  },
  {
    what: "durations of 1,500 s are fifteen hundred seconds once the decimal sign is said to be the point",
    file: `Call ID;Created at;Talk time
1;2026-03-02 10:00;1,500 s
2;2026-03-02 11:00;1,250 s
3;2026-03-02 12:00;90 s
`,
    asked: ["decimal"],
    answers: ["decimal=."],
    columns: "sum(talk_seconds)::float AS talk",
    are: { talk: 2840 },
  },
  {
    what: "hours of all sites are not counted again once they are said to be totals",
    file: `Date,Site,Scheduled Hours,Adherent Hours
2026-03-02,Lima,412.5,400.25
2026-03-02,Cebu,430.25,410.5
2026-03-02,Everywhere,842.75,810.75
`,
    asked: ["subtotals:Site"],
    answers: ["subtotals:Site=totals"],
    columns: "sum(scheduled_seconds)::float AS scheduled",
    are: { scheduled: 3_033_900 },
  },
  {
    what: "grades whose best is 1 are not turned around once that is said",
    file: `Ticket ID,Created at,Zufriedenheit
1,2026-03-02 10:00,1 - sehr gut
2,2026-03-02 11:00,1 - sehr gut
3,2026-03-02 12:00,5 - mangelhaft
`,
    asked: ["scale:Zufriedenheit"],
    answers: ["scale:Zufriedenheit=5-1"],
    columns: "sum(csat_score_sum)::float AS sum, sum(csat_responses)::int AS responses",
    are: { sum: 11, responses: 3 },
  },
  {
    what: "numbers whose heading says that 1 is the best are kept the other way round",
    file: `Ticket ID;Created at;Zufriedenheit (1 = sehr gut, 6 = ungenügend)
1;2026-03-02 10:00;1
2;2026-03-02 11:00;6
3;2026-03-02 12:00;1
`,
    asked: ["scale:Zufriedenheit (1 = sehr gut, 6 = ungenügend)"],
    answers: ["scale:Zufriedenheit (1 = sehr gut, 6 = ungenügend)=6-1"],
    columns: "sum(csat_score_sum)::float AS sum, sum(csat_responses)::int AS responses",
    are: { sum: 11, responses: 3 },
  },
];

describe("a file that leads astray", () => {
  it.each(CASES)("gives the right figures by its suggested mapping: $what", async (one) => {
    const { file, asked = [], answers = [], columns, are } = one;
    if (asked.length > 0) expect((await importSuggested(file, "file.csv")).asked).toEqual(asked);
    const { imported } = await importSuggested(file, "file.csv", answers);
    expect(imported).toMatchObject({ rejected: 0 });
    expect(await sums(columns)).toEqual(are);
  });

  it.each(CASES)("gives the same as a workbook: $what", async ({ file, answers = [], columns, are }) => {
    const delimiter = (file.split("\n")[0] ?? "").includes(";") ? ";" : ",";
    const rows = file
      .trim()
      .split("\n")
      .map((line) => line.split(delimiter));
    const { asked, imported } = await importSuggested(
      workbookOf({ sheets: [{ name: "Report", rows }] }),
      "file.xlsx",
      answers,
    );
    expect(asked).toEqual([]);
    expect(imported).toMatchObject({ rejected: 0 });
    expect(await sums(columns)).toEqual(are);
  });
});

describe("counts that cannot be", () => {
  it("are reported by the import with their rows, and what is kept is stored", async () => {
    const file =
      "date,queue,calls_received,calls_answered,calls_abandoned\n2026-01-01,A,1006,966,1006\n2026-01-02,A,100,90,10\n";
    const { imported } = await importSuggested(file, "file.csv", ["counts:offered=keep"]);
    expect(imported).toMatchObject({
      accepted: 2,
      implausible: [
        {
          code: "parts-exceed-whole",
          names: ["answered", "abandoned", "offered"],
          rows: 1,
          lines: [2],
          example: "966 + 1006 of 1006",
        },
      ],
    });
  });
});

describe("a duration that two decimal signs read differently", () => {
  const file = 'Id,At,Talk\n1,2026-03-02 10:00,"1,500 s"\n2,2026-03-02 11:00,90 s\n';
  const mapping = (talk: object) => ({
    key: "calls",
    name: "Calls",
    kind: "contacts",
    source: "calls",
    vendor: { constant: "quill" },
    file: { format: "csv" },
    timeZone: "UTC",
    externalId: { column: "Id" },
    fields: { openedAt: { column: "At", format: "yyyy-MM-dd HH:mm" }, talkSeconds: { column: "Talk", ...talk } },
  });
  const imported = async (talk: object) => {
    const [data, document] = [path.join(folder, "calls.csv"), path.join(folder, "calls.json")];
    await writeFile(data, file);
    await writeFile(document, JSON.stringify(mapping(talk)));
    return run(importFile, data, "--mapping", document);
  };

  it("is rejected with its reason where the mapping names no sign, and read by the sign that it names", async () => {
    const result = (await imported({ unit: "spelled" })) as { batch: number; accepted: number; rejected: number };
    expect(result).toMatchObject({ accepted: 1, rejected: 1 });
    expect(await loadBatch(db, CONSOLE_VIEWER, result.batch)).toMatchObject({
      problems: [{ code: "unclear-decimal", words: expect.stringContaining("say in the mapping which sign is meant") }],
    });
    expect(await imported({ unit: "spelled", decimal: "," })).toMatchObject({ accepted: 2, rejected: 0 });
    expect(await sums("sum(talk_seconds)::float AS talk")).toEqual({ talk: 91.5 });
  });
});
