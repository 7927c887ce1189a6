import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { command as importFile } from "~/cli/commands/import";
import { command as suggest } from "~/cli/commands/suggest";
import { runCommand } from "../../support/command-line";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { TEST_NOW } from "../../support/load-context";
import { clearFacts } from "./apply-rows";

let db: TestDatabase;
let folder: string;
beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-cases-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (command: typeof suggest, ...args: string[]) =>
  runCommand(command, args, { db, clock: () => TEST_NOW, folder });

/** Suggests, answers and imports a file; what its contacts are then. */
async function contactsOf(name: string, text: string, answers: readonly string[] = []) {
  await clearFacts(db);
  const file = path.join(folder, name);
  await writeFile(file, text);
  const suggested = await run(suggest, file, "--vendor", "quill", ...answers.flatMap((one) => ["--answer", one]));
  expect(suggested).toMatchObject({ ready: true, questions: [], kind: "contacts" });
  const mapping = path.join(folder, `${name}.json`);
  await writeFile(mapping, JSON.stringify(suggested));
  const result = await run(importFile, file, "--mapping", mapping);
  const { rows } = await db.pool.query<Record<string, unknown>>(
    `SELECT external_id AS id, to_char(opened_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI:SS') AS opened, wait_seconds AS wait,
            first_response_seconds AS response, resolution_seconds AS resolution, answered, abandoned, resolved, reopened,
            agent, program FROM contact ORDER BY external_id`,
  );
  return { result, contacts: rows };
}

const QUEUE_LOG = `1772442000|c1|billing|NONE|ENTERQUEUE||5551
1772442012|c1|billing|Agent/101|CONNECT|12|
1772442212|c1|billing|Agent/101|COMPLETECALLER|12|200
1772442020|c2|billing|NONE|ENTERQUEUE||5552
1772442050|c2|billing|NONE|ABANDON|1|1
1772442060|c3|sales|NONE|ENTERQUEUE||5553
1772442065|c3|sales|Agent/102|CONNECT|5|
1772442165|c3|sales|Agent/102|COMPLETEAGENT|5|100
1772442100|NONE|sales|Agent/102|ADDMEMBER||
`;

describe("several events of one case", () => {
  it("a queue log without headings is a contact per call, answered or abandoned, with its wait", async () => {
    const { result, contacts } = await contactsOf("queue_log", QUEUE_LOG);
    expect(result).toMatchObject({ read: 8, accepted: 3, collapsed: 5, rejected: 0, skipped: 1 });
    expect(contacts).toMatchObject([
      {
        id: "c1",
        opened: "03-02 09:00:00",
        wait: 12,
        answered: true,
        abandoned: false,
        agent: "Agent/101",
        program: "billing",
      },
      { id: "c2", opened: "03-02 09:00:20", wait: 30, answered: false, abandoned: true, agent: "", program: "billing" },
      {
        id: "c3",
        opened: "03-02 09:01:00",
        wait: 5,
        answered: true,
        abandoned: false,
        agent: "Agent/102",
        program: "sales",
      },
    ]);
  });

  it("a queue log with headings is read the same", async () => {
    const { contacts } = await contactsOf(
      "acd.csv",
      `Timestamp,Call ID,Queue,Agent,Event
2026-03-02 09:00:00,c1,Billing,,Call offered
2026-03-02 09:00:30,c1,Billing,Ann,Answered
2026-03-02 09:04:00,c1,Billing,Ann,Hangup
2026-03-02 09:01:00,c2,Sales,,Call offered
2026-03-02 09:01:45,c2,Sales,,Abandoned
`,
    );
    expect(contacts).toMatchObject([
      { id: "c1", wait: 30, answered: true, abandoned: false, agent: "Ann", program: "Billing" },
      { id: "c2", wait: 45, answered: false, abandoned: true, program: "Sales" },
    ]);
  });

  it("a history of a status is a case from its first status to its last resolution, reopened where another status follows one", async () => {
    const { result, contacts } = await contactsOf(
      "history.csv",
      `Ticket,Time,Status,Assignee
T1,2026-03-01 10:00,New,Ann
T1,2026-03-01 12:00,In Progress,Ann
T1,2026-03-02 10:00,Resolved,Ann
T1,2026-03-05 10:00,Closed,Ann
T2,2026-03-02 08:00,New,Bob
T2,2026-03-02 10:00,Resolved,Bob
T2,2026-03-03 08:00,In Progress,Bob
T2,2026-03-03 20:00,Resolved,Cleo
T3,2026-03-03 08:00,New,Cleo
T3,2026-03-03 09:00,In Progress,Cleo
`,
    );
    expect(result).toMatchObject({ read: 10, accepted: 3, collapsed: 7, rejected: 0 });
    expect(contacts).toMatchObject([
      { id: "T1", opened: "03-01 10:00:00", resolution: 24 * 3_600, resolved: true, reopened: false, agent: "Ann" },
      { id: "T2", opened: "03-02 08:00:00", resolution: 36 * 3_600, resolved: true, reopened: true, agent: "Cleo" },
      { id: "T3", opened: "03-03 08:00:00", resolution: null, resolved: false, reopened: false },
    ]);
  });

  it("a history of fields counts the changes of the status, in whatever order its rows stand", async () => {
    const rows = [
      "ISS-1,2026-03-01T09:00:00Z,status,,Open,ann",
      "ISS-1,2026-03-01T10:00:00Z,assignee,,Bob,ann",
      "ISS-1,2026-03-01T15:00:00Z,status,Open,Done,bob",
      "ISS-1,2026-03-02T09:00:00Z,priority,Low,High,ann",
      "ISS-2,2026-03-01T09:00:00Z,status,,Open,ann",
      "ISS-2,2026-03-01T11:00:00Z,status,Open,Done,bob",
      "ISS-2,2026-03-02T11:00:00Z,status,Done,Reopened,ann",
      "ISS-2,2026-03-02T12:00:00Z,assignee,Bob,Cleo,ann",
    ];
    const head = "Issue key,Changed at,Field,From,To,Author";
    const first = await contactsOf("jira.csv", [head, ...rows, ""].join("\n"));
    const expected = [
      { id: "ISS-1", opened: "03-01 09:00:00", resolution: 6 * 3_600, resolved: true, reopened: false },
      { id: "ISS-2", opened: "03-01 09:00:00", resolution: null, resolved: false, reopened: true },
    ];
    expect(first.contacts).toMatchObject(expected);
    const turned = await contactsOf("jira.csv", [head, ...rows.toReversed(), ""].join("\n"));
    expect(turned.contacts).toEqual(first.contacts);
  });

  it("a log of events has its first response, and its last resolution", async () => {
    const { contacts } = await contactsOf(
      "events.csv",
      `case_id;event_time;event;agent
9;2026-03-01 10:00:00;Case created;
9;2026-03-01 10:30:00;First response;ann
9;2026-03-01 12:00:00;Resolved;ann
9;2026-03-02 12:00:00;Reopened;
9;2026-03-02 16:00:00;Resolved;bob
10;2026-03-01 11:00:00;Case created;
10;2026-03-01 11:10:00;First response;ann
10;2026-03-01 13:00:00;Resolved;ann
10;2026-03-01 13:30:00;Comment added;ann
`,
    );
    expect(contacts).toMatchObject([
      { id: "10", response: 600, resolution: 7_200, resolved: true, reopened: false },
      { id: "9", response: 1_800, resolution: 30 * 3_600, resolved: true, reopened: true, agent: "bob" },
    ]);
  });

  it("ids that repeat are asked about, and each answer comes to contacts", async () => {
    const text = "Call ID,Start,Agent\n1,2026-03-01 10:00,Ann\n1,2026-03-01 10:30,Bob\n2,2026-03-02 10:00,Ann\n";
    const replaced = await contactsOf("calls.csv", text, ["repeated-id=last"]);
    expect(replaced.result).toMatchObject({ read: 3, accepted: 2, collapsed: 1, rejected: 0 });
    expect(replaced.contacts).toMatchObject([{ id: "1", opened: "03-01 10:30:00", agent: "Bob" }, { id: "2" }]);
    const spans = await contactsOf("calls.csv", text, ["repeated-id=cases"]);
    expect(spans.contacts).toMatchObject([
      { id: "1", opened: "03-01 10:00:00", resolution: 1_800, agent: "Bob" },
      { id: "2", opened: "03-02 10:00:00", resolution: 0 },
    ]);
  });
});
