import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sourceAsOf } from "./contact-amounts";
import { repeatAmounts, type RepeatFacts } from "./repeats";

const FAR = new Date("2026-12-31T00:00:00Z");

function contact(openedAt: string, facts: Partial<RepeatFacts> = {}): RepeatFacts {
  const unused = {
    answered: null,
    abandoned: null,
    resolved: null,
    source: "desk",
    customer: "Ada",
  };
  return { ...unused, openedAt: new Date(`2026-${openedAt}Z`), ...facts };
}

const within7 = (contacts: readonly RepeatFacts[], asOf = FAR) => repeatAmounts(contacts, 7, () => asOf);

describe("whether a customer came back", () => {
  it("counts N times 24 hours from the opening, the last instant with them", () => {
    expect(within7([contact("10-01T12:00:00"), contact("10-08T12:00:00")])).toEqual([0, 1]);
    expect(within7([contact("10-01T12:00:00"), contact("10-08T12:00:01")])).toEqual([1, 1]);
  });

  it("does not take a contact of the same instant for a later one", () => {
    expect(within7([contact("10-01T12:00:00"), contact("10-01T12:00:00")])).toEqual([1, 1]);
  });

  it("looks at each contact's own next one", () => {
    const days = ["10-01", "10-06", "10-12", "10-25"].map((day) => contact(`${day}T12:00:00`));
    expect(within7(days)).toEqual([0, 0, 1, 1]);
    expect(repeatAmounts(days, 13, () => FAR)).toEqual([0, 0, 0, 1]);
  });

  it("keeps customers apart, and puts sources together", () => {
    const first = contact("10-01T12:00:00");
    const next = (facts: Partial<RepeatFacts>) => within7([first, contact("10-02T12:00:00", facts)])[0];
    expect(next({ customer: "Bea" })).toBe(1);
    expect(next({ source: "telephone" })).toBe(0);
  });

  it("takes an unanswered call and an unresolved contact for repeats, but does not measure them", () => {
    const first = contact("10-01T12:00:00");
    expect(within7([first, contact("10-02T12:00:00", { answered: false })])).toEqual([0, null]);
    expect(within7([first, contact("10-02T12:00:00", { resolved: false })])).toEqual([0, null]);
  });

  it("does not measure contacts that name no customer, and takes no two of them for one person", () => {
    const nobody = { customer: "" };
    expect(within7([contact("10-01T12:00:00", nobody), contact("10-02T12:00:00", nobody)])).toEqual([null, null]);
  });

  it("waits until its own source speaks of the end of the days, with or without a repeat", () => {
    const contacts = [contact("10-01T12:00:00"), contact("10-02T12:00:00", { source: "telephone" })];
    const speaks = (instant: string) => new Date(`2026-${instant}Z`);
    expect(within7(contacts, speaks("10-08T11:59:59"))).toEqual([null, null]);
    expect(within7(contacts, speaks("10-08T12:00:00"))).toEqual([0, null]);
    const bySource = (source: string) => (source === "desk" ? null : FAR);
    expect(repeatAmounts(contacts, 7, bySource)).toEqual([null, 1]);
  });

  const histories = fc.array(
    fc.record({
      answered: fc.constantFrom(true, false, null),
      abandoned: fc.constantFrom(true, false, null),
      resolved: fc.constantFrom(true, false, null),
      source: fc.constantFrom("desk", "telephone"),
      customer: fc.constantFrom("Ada", "Bea", ""),
      openedAt: fc.integer({ min: 0, max: 120 }).map((hours) => new Date(Date.UTC(2026, 9, 1, hours * 6))),
    }),
    { maxLength: 25 },
  );
  const stated = (contacts: readonly RepeatFacts[]) => (source: string) =>
    sourceAsOf(contacts.filter((one) => one.source === source).map(({ openedAt }) => ({ openedAt, doneAt: null })));

  it("does not depend on the order of the contacts", () => {
    fc.assert(
      fc.property(
        histories,
        fc.integer({ min: 1, max: 10 }),
        fc.infiniteStream(fc.nat()),
        (contacts, days, numbers) => {
          const order = contacts
            .map((_, index) => ({ index, by: numbers.next().value ?? 0 }))
            .sort((a, b) => a.by - b.by);
          const shuffled = order.flatMap(({ index }) => contacts[index] ?? []);
          const amounts = repeatAmounts(contacts, days, stated(contacts));
          const again = repeatAmounts(shuffled, days, stated(contacts));
          expect(again).toEqual(order.map(({ index }) => amounts[index]));
        },
      ),
    );
  });

  it("measures the same contacts or fewer over more days, and finds no fewer repeats among them", () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 10 }), (contacts, days) => {
        const some = repeatAmounts(contacts, days, stated(contacts));
        const more = repeatAmounts(contacts, days + 3, stated(contacts));
        for (const [index, amount] of more.entries()) {
          if (amount !== null) expect(some[index]).not.toBeNull();
          if (amount === 1) expect(some[index]).toBe(1);
        }
      }),
    );
  });
});
