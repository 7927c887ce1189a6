import { expect, test } from "vitest";
import { pageSentences, serverSentences } from "../../checks/sentences";

const onPage = (source: string) => pageSentences("app/components/page.tsx", source).map(({ text }) => text);
const inServer = (source: string, file = "app/reports/report.ts") =>
  serverSentences(file, source).map(({ text }) => text);

test("a sentence in the text, an attribute or a template of a component is refused, wherever lines break", () => {
  expect(onPage("export const A = () => <p>\n  Wait for\n  the next file.\n</p>;")).toEqual([
    "Wait for the next file.",
  ]);
  expect(onPage('export const A = () => <Field hint="Leave this blank" />;')).toEqual(["Leave this blank"]);
  expect(onPage("export const A = (n: number) => <p>{`After ${n} more days`}</p>;")).toEqual(["After … more days"]);
  expect(onPage('const gone = () => new Response("This link has expired.");')).toEqual(["This link has expired."]);
});

test("a label of a component is refused, of one word too", () => {
  expect(onPage('export const A = () => <Button label="Create link">Save</Button>;')).toEqual(["Create link", "Save"]);
  expect(onPage('const columns = [{ key: "rows", header: "Rows" }];')).toEqual(["Rows"]);
  expect(onPage('export const A = () => <Group legend={isOpen ? "Open" : text.closed} />;')).toEqual(["Open"]);
});

test("classes, names and texts from app/wording are accepted in a component", () => {
  expect(onPage('export const A = () => <p className="flex grow items-center">{text.lead}</p>;')).toEqual([]);
  expect(onPage("export const A = () => <p>Plumbline</p>;")).toEqual([]);
  expect(onPage('const ROW_CLASS = "grid place-items-center truncate"; import { a } from "one two three";')).toEqual(
    [],
  );
});

test("a sentence in a report, a command or the message of an error of its own kind is refused", () => {
  expect(inServer('const about = [["data to", until]];')).toEqual(["data to"]);
  expect(inServer('class TooMany extends Error { constructor() { super("Choose fewer days."); } }')).toEqual([
    "Choose fewer days.",
  ]);
  expect(inServer('throw new FileRefused("The file is empty.");')).toEqual(["The file is empty."]);
});

test("messages for developers, lines of the log, SQL and words of files are accepted", () => {
  expect(inServer("throw new Error(`Account ${id} has the unknown role ${role}`);")).toEqual([]);
  expect(inServer('log.error({ error }, "import failed for good");')).toEqual([]);
  expect(inServer("const found = client.query(`SELECT day FROM staging`);", "app/ingest/load/x.ts")).toEqual([]);
  expect(inServer('const WORDS = ["first response"];', "app/ingest/suggest/synonyms/x.ts")).toEqual([]);
});

test("words of files stand in lists of words, and a sentence is refused beside them and among them", () => {
  expect(inServer('const WORDS = ["first response"];', "app/ingest/values/date-words.ts")).toEqual([]);
  expect(inServer('const WORDS = ["first response"];', "app/ingest/suggest/rules/rule.ts")).toEqual(["first response"]);
  expect(inServer('const reason = "Every row is a case.";', "app/ingest/suggest/synonyms/x.ts")).toEqual([
    "Every row is a case.",
  ]);
});

test("code that reads the database writes no message of an error that people see", () => {
  expect(
    inServer('class Nothing extends Error { constructor() { super("No row was used."); } }', "app/data/imports/x.ts"),
  ).toEqual(["No row was used."]);
  expect(inServer('const CACHE = defineCache("received days", 200);', "app/data/x.ts")).toEqual([]);
});
