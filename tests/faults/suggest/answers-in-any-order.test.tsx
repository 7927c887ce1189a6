import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MappingForm, type ShownMapping } from "~/components/imports/mapping-form";
import { loadWizardMapping } from "~/ingest/wizard/wizard-mapping.server";
import { describeMapping } from "~/reports/imports/map-step.server";
import { readerHere } from "~/ingest/wizard/file-suggestion.server";
import { detectFileForm, type FileReading } from "~/ingest/wizard/file-reading.server";
import { MAPPING_FORM } from "~/forms/form-limits";
import { readForm } from "~/forms/read-form.server";
import { MAP_FIELDS, readMapForm } from "~/commands/imports/map-form";
import { wizardStateSchema } from "~/ingest/wizard/wizard-state";
import type { StagedFile } from "~/ingest/wizard/uploads.server";
import { CONSOLE_VIEWER } from "~/cli/console-viewer";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { partnerFiles } from "../../support/partner-files/partner-files";
import { shownFields, type ShownField } from "../../support/shown-fields";

/** Small files that ask several things each. */
const FILES: Readonly<Record<string, string>> = {
  "service level.csv": `Date;Queue;Calls Offered;Calls Answered;Service Level %
3/4/2026;Billing;100;90;80%
3/5/2026;Billing;120;100;85%
3/6/2026;Billing;110;99;90%
`,
  "durations.csv": `Ticket;Opened;Closed;Handle time;Solved;Score
A1;01/02/2026 10:00;02/02/2026 11:00;2,5;perhaps;4
A2;03/02/2026 10:00;04/02/2026 11:00;3,25;yes;5
A3;05/02/2026 10:00;06/02/2026 11:00;1,75;no;1
`,
  "wide.csv": `Queue,Jan 2026,Feb 2026,Mar 2026
Billing,100,110,120
Sales,50,60,70
`,
  "people.csv": `First name,Last name,Agent ID,Agent Name,Site,Since
Ann,Berg,1,a.berg,North,1/2/2026
Bob,Cole,2,b.cole,South,3/4/2026
`,
  "no id.csv": `Opened at,Agent,Topic
1/3/2026 10:00,Ann,Billing
2/3/2026 11:00,Bob,Sales
2/3/2026 12:00,Ann,Sales
`,
  "repeated id.csv": `Call,Start,Wait
1,2026-03-01 10:00,12
1,2026-03-01 10:00,13
2,2026-03-02 10:00,40
`,
  "spelled.csv": `Call ID;Created at;Talk time
1;2026-03-02 10:00;1,500 s
2;2026-03-02 11:00;1,250 s
3;2026-03-02 12:00;90 s
`,
};
const EXPORTS = [
  "daily-calls/daily-calls.csv",
  "ecommerce-tickets/ecommerce-tickets-sample.csv",
  "itsm-incidents/incident-events.csv",
  "rides-tickets/rides-tickets.csv",
  "phone-calls/phone-calls.csv",
];
/** Exports of desks, by what they are called in the tests: in which folder they are, and by which name there. */
const OF_DESKS = new Map(
  (await partnerFiles()).flatMap(({ made, folder: location }) =>
    EXPORTS.map((name) => [`${path.basename(name)} ${made}`, path.join(location, name)] as const),
  ),
);

let db: TestDatabase;
let folder: string;
const readings = new Map<string, FileReading>();

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-answers-"));
  for (const [name, text] of Object.entries(FILES)) {
    await writeFile(path.join(folder, name), text);
    readings.set(name, await detectFileForm(path.join(folder, name), {}));
  }
  for (const [name, file] of OF_DESKS) {
    const reading = await detectFileForm(file, {});
    const rows = reading.sample.rows.slice(0, 80);
    readings.set(name, { ...reading, sample: { ...reading.sample, rows } });
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** An upload on the map step, and the page that a browser shows of it. */
async function openMapStep(name: string) {
  const reading = readings.get(name);
  if (!reading) throw new Error(`There is no file ${name}.`);
  let staged: StagedFile = {
    ...wizardStateSchema.parse({ fileName: name, bytes: 0, actor: "t", stagedAt: "2026-01-01T00:00:00Z" }),
    vendorKey: null,
    newVendorName: "Quill",
    zone: "UTC",
    id: "",
    path: "",
  };
  const reader = readerHere(() => Promise.resolve(reading));
  const load = async () => {
    const made = await loadWizardMapping(db, CONSOLE_VIEWER, staged, reader);
    return { made, shown: await describeMapping(made, staged) };
  };
  let page = await load();
  let fields = shownFields(<MappingForm made={page.shown} busy={false} />);
  const history: { shown: ShownMapping; fields: Map<string, ShownField> }[] = [];

  /** React keeps what stands in a field of a form with the same key; only hidden ones follow. */
  const show = (next: typeof page) => {
    const fresh = shownFields(<MappingForm made={next.shown} busy={false} />);
    const retained = next.shown.shown === page.shown.shown;
    fields = new Map(
      [...fresh].map(([field, value]) => [field, retained && !value.hidden ? (fields.get(field) ?? value) : value]),
    );
    page = next;
  };
  return {
    page: () => page,
    questions: () => page.shown.suggestion?.questions ?? [],
    set: (field: string, value: string) => void fields.set(field, { value, hidden: false }),
    async send({ retained = true } = {}) {
      if (retained) history.push({ shown: page.shown, fields: new Map(fields) });
      const body = new URLSearchParams([...fields].map(([field, { value }]) => [field, value]));
      const form = await readForm(
        new Request("http://localhost/map", { method: "POST", body }),
        MAP_FIELDS,
        MAPPING_FORM,
      );
      staged = { ...staged, ...readMapForm(form, staged), saves: staged.saves + 1 };
      show(await load());
    },
    async reload() {
      page = await load();
      fields = shownFields(<MappingForm made={page.shown} busy={false} />);
    },
    /** An earlier page, with all that stood in its fields. */
    back(steps: number) {
      const earlier = history.at(-1 - (steps % Math.max(1, history.length)));
      if (earlier) fields = new Map(earlier.fields);
    },
    /** Fields that do not show what the mapping is. */
    untrue() {
      const fresh = shownFields(<MappingForm made={page.shown} busy={false} />);
      return [...fresh].filter(([field, { value }]) => fields.get(field)?.value !== value).map(([field]) => field);
    },
  };
}
type MapStep = Awaited<ReturnType<typeof openMapStep>>;

/** The answer to a question, of those that it takes: the same one whenever it is asked. */
function answerTo({ id, options }: MapStepQuestion, salt: number): string {
  const rank = (value: string) =>
    createHash("sha256")
      .update(JSON.stringify([salt, id, value]))
      .digest("hex");
  return options.map(({ value }) => value).toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))[0] ?? "";
}
type MapStepQuestion = ReturnType<MapStep["questions"]>[number];

async function answerAll(step: MapStep, salt: number): Promise<void> {
  for (let round = 0; step.questions().length > 0; round += 1) {
    if (round > 30) throw new Error("Questions do not come to an end.");
    step.questions().forEach((question, index) => step.set(`answer:${index}`, answerTo(question, salt)));
    await step.send();
  }
}

const turn = fc.oneof(
  fc.record({ act: fc.constant("answer" as const), which: fc.nat(9) }),
  fc.record({ act: fc.constant("detect" as const) }),
  fc.record({ act: fc.constant("reload" as const) }),
  fc.record({ act: fc.constant("back" as const), steps: fc.nat(5) }),
  fc.record({ act: fc.constant("other kind and back" as const) }),
);
type Turn = typeof turn extends fc.Arbitrary<infer T> ? T : never;

async function take(step: MapStep, one: Turn, salt: number): Promise<void> {
  switch (one.act) {
    case "answer": {
      const questions = step.questions();
      const index = one.which % Math.max(1, questions.length);
      const question = questions[index];
      if (question) step.set(`answer:${index}`, answerTo(question, salt));
      return step.send();
    }
    case "detect":
      return step.send();
    case "reload":
      return step.reload();
    case "back":
      step.back(one.steps);
      return step.send();
    case "other kind and back": {
      const kind = step.page().shown.suggestion?.kind ?? "contacts";
      for (const next of [kind === "contacts" ? "totals" : "contacts", kind]) {
        step.set("kind", next);
        // Sent again, such a page would choose the other kind again.
        await step.send({ retained: false });
      }
    }
  }
}

const mappingOf = (step: MapStep) => {
  const { draft, open } = step.page().made;
  return { draft, open };
};

describe("answers on the mapping's page", () => {
  it("month first stays month first while other questions are answered and columns are detected again", async () => {
    const step = await openMapStep("service level.csv");
    step.set("answer:0", "mdy");
    await step.send();
    expect(step.untrue()).toEqual([]);
    expect(step.questions().map(({ id }) => id)).toEqual(["limit:Service Level %"]);
    step.set("answer:0", "20");
    await step.send();
    await step.send();
    expect(step.untrue()).toEqual([]);
    expect(step.page().shown.suggestion?.columns[0]?.reason).toContain("month first (your answer)");
    expect(step.page().made.mapping).toMatchObject({
      fields: { day: { column: "Date", format: "M/d/yyyy" } },
      totals: expect.arrayContaining([expect.objectContaining({ measure: "wait<=20" })]),
    });
  });

  it("a choice that differs from the answer is shown as a choice", async () => {
    const step = await openMapStep("service level.csv");
    step.set("answer:0", "mdy");
    await step.send();
    step.set("format:0", "d/M/yyyy");
    await step.send();
    expect(step.page().shown.suggestion?.columns[0]).toMatchObject({
      reading: { format: ["d/M/yyyy"] },
      reason: expect.stringContaining("“d/M/yyyy” (your choice)"),
    });
    expect(step.page().shown.suggestion?.columns[0]?.reason).not.toContain("your answer");
    step.set("format:0", "");
    await step.send();
    expect(step.page().shown.suggestion?.columns[0]).toMatchObject({ reading: { format: ["M/d/yyyy"] } });
    expect(step.untrue()).toEqual([]);
  });

  it("an answer is shown with its question, and can be given otherwise", async () => {
    const step = await openMapStep("service level.csv");
    await answerAll(step, 1);
    const answered = step.page().shown.suggestion?.answered ?? [];
    expect(answered.map(({ id }) => id).toSorted()).toEqual(["date-order:/yyyy", "limit:Service Level %"]);
    const index = answered.findIndex(({ id }) => id.startsWith("date-order"));
    const other = answered[index]?.answer === "mdy" ? "dmy" : "mdy";
    step.set(`answer:${index}`, other);
    await step.send();
    expect(step.page().made.mapping).toMatchObject({
      fields: { day: { format: other === "mdy" ? "M/d/yyyy" : "d/M/yyyy" } },
    });
  });

  it("names, sources and what is stated of all rows stay until they are stated otherwise", async () => {
    const step = await openMapStep("no id.csv");
    step.set("name", "Calls of Quill");
    step.set("source", "quill-calls");
    step.set("constant:site", "North");
    step.set("blanks", "erase");
    await step.send();
    await step.send();
    await step.send();
    expect(step.page().shown).toMatchObject({
      about: { name: "Calls of Quill", source: "quill-calls" },
      blanks: "erase",
    });
    expect(step.page().made.draft).toMatchObject({ source: "quill-calls", fields: { site: { constant: "North" } } });
    step.set("constant:site", "");
    await step.send();
    expect(step.page().made.draft).not.toHaveProperty("fields.site");
  });

  it.each([...Object.keys(FILES), ...OF_DESKS.keys()])(
    "of %s come to one mapping in any order, with any detections, reloads and steps back between them",
    async (name) => {
      await fc.assert(
        fc.asyncProperty(fc.nat(1_000), fc.array(turn, { maxLength: 8 }), async (salt, turns) => {
          const plain = await openMapStep(name);
          await answerAll(plain, salt);
          const step = await openMapStep(name);
          for (const one of turns) {
            await take(step, one, salt);
            expect(step.untrue()).toEqual([]);
          }
          await answerAll(step, salt);
          expect(mappingOf(step)).toEqual(mappingOf(plain));
        }),
        { numRuns: name in FILES ? 12 : 3 },
      );
    },
  );
});
