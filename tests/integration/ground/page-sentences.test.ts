import { expect, test } from "vitest";
import { pageSentences } from "../../check/page-sentences";

const textsIn = (source: string) => pageSentences("app/components/page.tsx", source).map(({ text }) => text);

test("a sentence in the text, an attribute or a template of a component is refused, wherever lines break", () => {
  expect(textsIn("export const A = () => <p>\n  Wait for\n  the next file.\n</p>;")).toEqual([
    "Wait for the next file.",
  ]);
  expect(textsIn('export const A = () => <Field hint="Leave this blank" />;')).toEqual(["Leave this blank"]);
  expect(textsIn("export const A = (n: number) => <p>{`After ${n} more days`}</p>;")).toEqual(["After … more days"]);
  expect(textsIn('const gone = () => new Response("This link has expired.");')).toEqual(["This link has expired."]);
});

test("short labels, classes and texts from app/wording are accepted", () => {
  expect(textsIn('export const A = () => <Button label="Create link">Save</Button>;')).toEqual([]);
  expect(textsIn('export const A = () => <p className="flex grow items-center">{text.lead}</p>;')).toEqual([]);
  expect(textsIn('const ROW_CLASS = "grid place-items-center truncate"; import { a } from "one two three";')).toEqual(
    [],
  );
});
