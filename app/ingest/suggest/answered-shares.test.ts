import { expect, test } from "vitest";
import { draftMapping } from "./draft/draft-mapping";
import { ABOUT, suggest, reading } from "./test-suggestions";

test("what is answered is handled, also where the file gives it as a share of what was offered", () => {
  const text = `Date,Queue,Calls Offered,% Answered
2026-03-02,A,100,80
2026-03-03,A,120,85
2026-03-04,A,110,90`;
  const share = { column: "% Answered", unit: "percent", times: "Calls Offered" };
  expect(draftMapping(suggest(text), ABOUT).document).toMatchObject({
    totals: expect.arrayContaining([
      { measure: "answered", ...share },
      { measure: "handled", ...share },
    ]),
  });
});

const inSla = (heading: string, cells: readonly string[]) =>
  `Date,Queue,Calls Offered,Calls Answered,${heading}
2026-03-02,A,100,90,${cells[0]}
2026-03-03,A,120,95,${cells[1]}
2026-03-04,A,110,92,${cells[2]}`;
const WHOLE = ["72", "81", "77"];
const requested = (made: ReturnType<typeof suggest>) =>
  made.questions.map(({ id }) => id).filter((id) => id.startsWith("share:"));

test.each(["Answered in SLA", "Calls in SLA"])(
  "%s with whole numbers may be a count or a share: it is asked",
  (heading) => {
    const text = inSla(heading, WHOLE);
    const id = `share:${heading}`;
    expect(requested(suggest(text))).toEqual([id]);
    const limit = { id: `limit:${heading}`, value: "20" };
    const count = suggest(text, { answers: [limit, { id, value: "count" }] });
    expect(count.questions).toEqual([]);
    expect(draftMapping(count, ABOUT).document).toMatchObject({
      totals: expect.arrayContaining([{ measure: "wait<=20", column: heading }]),
    });
    const share = suggest(text, {
      answers: [limit, { id, value: "share" }, { id: `share-of:${heading}`, value: "Calls Answered" }],
    });
    expect(share.questions).toEqual([]);
    expect(draftMapping(share, ABOUT).document).toMatchObject({
      totals: expect.arrayContaining([
        { measure: "wait<=20", column: heading, unit: "percent", times: "Calls Answered" },
      ]),
    });
  },
);

test.each([
  ["SLA", WHOLE],
  ["Service Level", WHOLE],
  ["Answered in SLA %", WHOLE],
  ["Answered in SLA", ["72.5", "81.25", "77.0"]],
  ["Answered in SLA", ["72%", "81%", "77%"]],
])("%s with %j is a share without a question", (heading, cells) => {
  const made = suggest(inSla(heading, cells));
  expect(requested(made)).toEqual([]);
  expect(reading(made, heading)).toMatchObject({ times: expect.stringMatching(/^Calls (Offered|Answered)$/) });
});

test("a count above 100 is no share", () => {
  const made = suggest(inSla("Answered in SLA", ["72", "81", "101"]));
  expect(requested(made)).toEqual([]);
  expect(reading(made, "Answered in SLA")?.times).toBe(undefined);
});
