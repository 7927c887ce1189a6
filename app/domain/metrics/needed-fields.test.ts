import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contactAmounts, contactDuration, DURATIONS, type ContactFacts } from "./contact-amounts";
import { MEASURE_KEYS } from "./measures";
import { NEEDED_FIELDS, NEEDED_OF_DURATION } from "./needed-fields";

const AS_OF = new Date("2026-06-30T00:00:00Z");
const flag = fc.option(fc.boolean());
const seconds = fc.option(fc.integer({ min: 0, max: 90_000 }));
const moment = fc.option(fc.date({ min: new Date("2026-01-01"), max: new Date("2026-12-31"), noInvalidDate: true }));
const contacts: fc.Arbitrary<ContactFacts> = fc.record({
  answered: flag,
  abandoned: flag,
  waitSeconds: seconds,
  talkSeconds: seconds,
  holdSeconds: seconds,
  wrapSeconds: seconds,
  handleSeconds: seconds,
  firstResponseSeconds: seconds,
  resolutionSeconds: seconds,
  firstResponseBusinessSeconds: seconds,
  resolutionBusinessSeconds: seconds,
  firstResponseBusinessDays: seconds,
  resolutionBusinessDays: seconds,
  resolved: flag,
  resolvedFirstContact: flag,
  reopened: flag,
  transferred: flag,
  escalated: flag,
  csatScore: seconds,
  npsScore: seconds,
  dueAt: moment,
  doneAt: moment,
  madeSla: flag,
  appealed: flag,
  appealDecided: flag,
  overturned: flag,
});
const RUNS = { numRuns: 500 };
const without = (contact: ContactFacts, fields: readonly (keyof ContactFacts)[]): ContactFacts => ({
  ...contact,
  ...Object.fromEntries(fields.map((field) => [field, null])),
});

describe("the fields that a measure needs", () => {
  it("say everything of it: without them no contact states it, whatever else it says", () => {
    fc.assert(
      fc.property(contacts, fc.constantFrom(...MEASURE_KEYS), (contact, key) => {
        const needed = NEEDED_FIELDS[key];
        fc.pre(needed !== undefined);
        expect(contactAmounts(without(contact, needed ?? []), [key], AS_OF)).toEqual({});
      }),
      RUNS,
    );
  });

  it("say everything of a duration", () => {
    fc.assert(
      fc.property(contacts, fc.constantFrom(...DURATIONS), (contact, duration) => {
        expect(contactDuration(without(contact, NEEDED_OF_DURATION[duration]), duration)).toBeNull();
      }),
      RUNS,
    );
  });

  it("are named for every measure that contacts state, but those that a contact states by being there", () => {
    const silent = without(fc.sample(contacts, 1)[0] as ContactFacts, ALL_FIELDS);
    const stated = fc
      .sample(contacts, 2_000)
      .flatMap((contact) => Object.keys(contactAmounts(contact, MEASURE_KEYS, AS_OF)));
    const byBeingThere = Object.keys(contactAmounts(silent, MEASURE_KEYS, AS_OF));
    expect(new Set([...Object.keys(NEEDED_FIELDS), ...byBeingThere])).toEqual(new Set(stated));
    expect(byBeingThere).toEqual(["unqueued", "handled"]);
  });
});

const ALL_FIELDS = Object.keys(fc.sample(contacts, 1)[0] ?? {}) as (keyof ContactFacts)[];
