import { expect, test } from "vitest";
import { draftMapping } from "./draft/draft-mapping";
import { ABOUT, suggest } from "./test-suggestions";

const CALLS = `Call start,Agent,Queue,Answered,Talk time (s)
2026-03-02 09:00:05,Ana,Billing,yes,120
2026-03-02 09:00:05,Ben,Billing,yes,80
2026-03-02 09:10:00,Ana,Sales,no,0
2026-03-03 10:00:00,Ana,Sales,yes,45`;
const answers = [{ id: "column:externalId", value: "+key" }];

test("rows without an id may be named by several columns together", () => {
  const [question] = suggest(CALLS, { kind: "contacts" }).questions.filter(({ id }) => id === "column:externalId");
  expect(question?.options.find(({ value }) => value === "+key")?.label).toBe(
    "No ID column: “Call start” and “Agent” together identify a row",
  );
  const draft = draftMapping(suggest(CALLS, { kind: "contacts", answers }), ABOUT);
  expect(draft.open).toEqual([]);
  expect(draft.document).toMatchObject({ kind: "contacts", externalId: { columns: ["Call start", "Agent"] } });
});

test("one column that tells rows apart is named as the only one", () => {
  const opened = `Opened,Queue,Answered
2026-03-02 09:00:05,Billing,yes
2026-03-02 09:00:07,Billing,yes
2026-03-02 09:10:00,Sales,no
2026-03-03 10:00:00,Sales,yes`;
  const [question] = suggest(opened, { kind: "contacts" }).questions.filter(({ id }) => id === "column:externalId");
  expect(question?.options.find(({ value }) => value === "+key")?.label).toBe(
    "No ID column: “Opened” alone identifies a row",
  );
});

test("nothing is offered where words and moments do not tell rows apart", () => {
  const twice = `${CALLS}\n2026-03-03 10:00:00,Ana,Sales,yes,50`;
  const [question] = suggest(twice, { kind: "contacts" }).questions.filter(({ id }) => id === "column:externalId");
  expect(question?.options.some(({ value }) => value === "+key") ?? false).toBe(false);
});
