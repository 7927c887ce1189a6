import { describe, expect, test } from "vitest";
import { gatherMappingEvidence } from "../mapping-evidence";
import { NOTHING_SETTLED, type MappingState } from "../mapping-state";
import type { SuggestionChoices } from "../suggestion";
import { tableOf } from "../test-suggestions";
import { RULES } from "./rules";

const FILES = {
  contacts: `Case Number,Status,First Name,Last Name,Created On,Resolved On,Due,Made SLA,Resolution (min)
C1,Resolved,Ana,Lee,2026-03-01 10:00,2026-03-02 10:00,2026-03-03 10:00,yes,1440
C2,Open,Ben,Kay,2026-03-03 10:00,2026-03-03 18:00,2026-03-03 12:00,no,480
C3,Resolved,Cy,Orr,2026-03-04 10:00,2026-03-04 11:00,2026-03-05 12:00,yes,60`,
  events: `Ticket,Event,At,By
1,Created,2026-03-01 10:00,Ana
1,Resolved,2026-03-01 12:00,Ana
2,Created,2026-03-02 10:00,Ben
2,Reopened,2026-03-02 11:00,Ben
2,Resolved,2026-03-02 13:00,Ben`,
  totals: `Date,Time,Queue,Calls Offered,Calls Answered,Calls Abandoned,Service Level %,AHT
2026-03-02,08:00,Billing,100,90,110,80%,300
2026-03-02,08:30,Sales,50,45,50,90%,200
2026-03-03,08:00,Billing,120,100,120,85%,310`,
  wide: `Queue,Metric,Jan 2026,Feb 2026,Mar 2026
Billing,Calls offered,100,110,120
Billing,AHT,300,310,290
Sales,Calls offered,50,60,70`,
  invoice: `Invoice No,Invoice Date,Service Month,Description,Amount USD,Tax
INV-1,2026-03-31,2026-03,Voice agents,20000.00,10.00
INV-1,2026-03-31,2026-03,Voice agents,20000.00,10.00
INV-2,2026-04-30,2026-04,Credit,-500.00,-5.00`,
  roster: `Employee ID,First Name,Last Name,Site,Team Lead,Hire Date
E1,Ana,Lee,Cebu,Kim,2025-01-02
E2,Ben,Kay,Cebu,Kim,2025-02-03`,
  calendar: `Weekday,Opens,Closes,Valid from
Monday,08:00,18:00,2026-01-01
Tuesday,08:00,18:00,2026-01-01`,
} as const;

type Step = { rule: string; after: MappingState };

/** Applies the rules one by one to a file. */
function stepsOf(text: string, choices: SuggestionChoices = {}): Step[] {
  const evidence = gatherMappingEvidence(tableOf(text), { zone: "UTC", choices, roster: true, fileName: "calls.csv" });
  const steps: Step[] = [];
  for (const { name, kinds, apply } of RULES) {
    if (kinds !== undefined && !kinds.includes(evidence.rating.kind)) continue;
    const before = steps.at(-1)?.after ?? NOTHING_SETTLED;
    const copy = structuredClone(before);
    const after = apply(before, evidence);
    expect(before, name).toEqual(copy);
    steps.push({ rule: name, after });
  }
  return steps;
}

describe.each(Object.entries(FILES))("the rules for a file of %s", (_, text) => {
  test("leave the state that they are given as it is", () => {
    expect(stepsOf(text).length).toBeGreaterThan(10);
  });

  test("change nothing that the analyst chose", () => {
    const changed = tableOf(text).headings.flatMap((heading) =>
      stepsOf(text, { columns: [{ heading, target: null }] }).flatMap(({ rule, after }) => {
        const resolved = after.resolved.get(heading);
        return resolved === undefined || (resolved.chosen && resolved.target === null) ? [] : [`${rule}: ${heading}`];
      }),
    );
    expect(changed).toEqual([]);
  });
});
