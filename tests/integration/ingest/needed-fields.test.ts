import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contactAmounts, contactDuration, DURATIONS, type ContactFacts } from "~/domain/metrics/contact-amounts";
import { MEASURE_KEYS } from "~/domain/metrics/measures";
import { NEEDED_FIELDS, NEEDED_OF_DURATION } from "~/domain/metrics/needed-fields";
import { anyContact } from "../../support/any-contact";

/** Some of the items are due later. */
const AS_OF = new Date("2026-01-05T12:00:00Z");
const RUNS = { numRuns: 500 };
const without = (contact: ContactFacts, fields: readonly (keyof ContactFacts)[]): ContactFacts => ({
  ...contact,
  ...Object.fromEntries(fields.map((field) => [field, null])),
});

describe("the fields that a measure needs", () => {
  it("say everything of it: without them no contact states it, whatever else it says", () => {
    fc.assert(
      fc.property(anyContact, fc.constantFrom(...MEASURE_KEYS), (contact, key) => {
        const needed = NEEDED_FIELDS[key];
        fc.pre(needed !== undefined);
        expect(contactAmounts(without(contact, needed ?? []), [key], AS_OF)).toEqual({});
      }),
      RUNS,
    );
  });

  it("say everything of a duration", () => {
    fc.assert(
      fc.property(anyContact, fc.constantFrom(...DURATIONS), (contact, duration) => {
        expect(contactDuration(without(contact, NEEDED_OF_DURATION[duration]), duration)).toBeNull();
      }),
      RUNS,
    );
  });

  it("are named for every measure that contacts state, but those that a contact states by being there", () => {
    const silent = without(fc.sample(anyContact, 1)[0] as ContactFacts, ALL_FIELDS);
    const stated = fc
      .sample(anyContact, 2_000)
      .flatMap((contact) => Object.keys(contactAmounts(contact, MEASURE_KEYS, AS_OF)));
    const byBeingThere = Object.keys(contactAmounts(silent, MEASURE_KEYS, AS_OF));
    expect(new Set([...Object.keys(NEEDED_FIELDS), ...byBeingThere])).toEqual(new Set(stated));
    expect(byBeingThere).toEqual(["unqueued", "handled"]);
  });
});

const ALL_FIELDS = Object.keys(fc.sample(anyContact, 1)[0] ?? {}) as (keyof ContactFacts)[];
