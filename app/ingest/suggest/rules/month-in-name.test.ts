import { describe, expect, test } from "vitest";
import { forFileName } from "../../mapping/from-file-name";
import { readMapping } from "../../mapping/mapping";
import { draftMapping } from "../draft/draft-mapping";
import { suggestMapping } from "../suggest-mapping";
import { ABOUT } from "../test-suggestions";

const SAMPLE = { headings: ["Queue", "Calls Offered", "Calls Answered"], rows: [["Billing", "3100", "2790"]] };
const made = (fileName: string, value?: string, sample = SAMPLE) =>
  suggestMapping(sample, {
    zone: "UTC",
    fileName,
    choices: { answers: value === undefined ? [] : [{ id: "name:day", value }] },
  });
const requested = (...of: Parameters<typeof made>) => made(...of).questions.map(({ id }) => id);

describe("a file of totals without a day whose name names a month", () => {
  test.each([
    "March 2026.csv",
    "report_2026-03.csv",
    "Calls 202603.csv",
    "Anrufe März 2026.csv",
    "calls-Mar_2026 (1).csv",
    "03-2026.csv",
  ])("is asked whether it is about that month, and read so once that is confirmed: %s", (fileName) => {
    const [question, another] = made(fileName).questions;
    expect([question?.id, another]).toEqual(["name:day", undefined]);
    expect(question?.options[0]?.example).toBe("2026-03-01 to 2026-03-31");
    expect(draftMapping(made(fileName), ABOUT).open).toHaveLength(1);
    const draft = draftMapping(made(fileName, "month"), ABOUT);
    expect(draft).toMatchObject({ open: [], document: { period: "month" } });
    const read = readMapping(draft.document);
    expect(read.ok && forFileName(read.mapping, fileName).fields).toMatchObject({
      day: { constant: expect.any(String) },
    });
  });

  test.each(["report_2026-03-15.csv", "15 March 2026.csv", "Jan 2026 to Mar 2026.csv", "calls 03-26.csv", "calls.csv"])(
    "is not asked about a name that names a day, several months or none: %s",
    (fileName) => {
      expect(requested(fileName)).toEqual([]);
      expect(made(fileName).missing.map(({ target }) => target)).toEqual(["day"]);
    },
  );

  test("lacks its day where the answer is no", () => {
    expect(made("March 2026.csv", "none").missing.map(({ target }) => target)).toEqual(["day"]);
  });

  test("is asked nothing where a column is the day", () => {
    const dated = { headings: ["Date", ...SAMPLE.headings], rows: [["2026-03-02", "Billing", "100", "90"]] };
    const { questions, monthInName, period } = made("March 2026.csv", undefined, dated);
    expect([questions, monthInName, period]).toEqual([[], null, null]);
  });
});
