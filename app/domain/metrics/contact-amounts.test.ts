import { describe, expect, it } from "vitest";
import { contactAmounts, contactDuration, contactOutcome, sourceAsOf, type ContactFacts } from "./contact-amounts";
import { MEASURE_KEYS } from "./measures";
import { contactSaying } from "./test-contacts";

/** Later than everything here was due. */
const AS_OF = new Date("2026-12-31T00:00:00Z");
const all = (facts: Partial<ContactFacts>) => contactAmounts(contactSaying(facts), MEASURE_KEYS, AS_OF);
const one = (facts: Partial<ContactFacts>, ref: string, asOf = AS_OF) =>
  contactAmounts(contactSaying(facts), [ref], asOf)[ref];

describe("what one contact adds to the measures", () => {
  it("counts a ticket of which nothing is stated as handled without a queue, and as nothing else", () => {
    expect(all({})).toEqual({ unqueued: 1, handled: 1 });
  });

  it("counts an answered call as offered, answered and handled", () => {
    const amounts = all({ answered: true, waitSeconds: 12, talkSeconds: 200, holdSeconds: 10, wrapSeconds: 30 });
    expect(amounts).toEqual({
      offered: 1,
      answered: 1,
      abandoned: 0,
      handled: 1,
      waitKnown: 1,
      waitSeconds: 12,
      talkKnown: 1,
      talkSeconds: 200,
      holdKnown: 1,
      holdSeconds: 10,
      wrapKnown: 1,
      wrapSeconds: 30,
      handleKnown: 1,
      handleSeconds: 240,
    });
  });

  it("takes an unanswered call for abandoned unless it says otherwise", () => {
    expect(all({ answered: false })).toEqual({ offered: 1, answered: 0, abandoned: 1, handled: 0 });
    expect(all({ answered: false, abandoned: false })).toEqual({ offered: 1, answered: 0, abandoned: 0, handled: 0 });
  });

  it("tells the outcome from the abandon flag alone where that is all there is", () => {
    const outcomes = [
      contactOutcome({ answered: null, abandoned: true }),
      contactOutcome({ answered: null, abandoned: false }),
      contactOutcome({ answered: true, abandoned: true }),
      contactOutcome({ answered: false, abandoned: false }),
      contactOutcome({ answered: null, abandoned: null }),
    ];
    expect(outcomes).toEqual(["abandoned", "answered", "answered", "unserved", "unqueued"]);
    expect(one({ abandoned: false, waitSeconds: 9 }, "waitSeconds")).toBe(9);
  });

  it("leaves the outcome of a call that nobody answered out of resolution", () => {
    expect(one({ answered: false, resolved: false }, "resolutionKnown")).toBeUndefined();
    expect(one({ answered: true, resolved: false }, "resolutionKnown")).toBe(1);
    expect(one({ answered: true, resolved: false }, "resolved")).toBe(0);
    expect(one({ resolved: true }, "resolved")).toBe(1);
  });

  it("keeps a blank handle time out of both sides of the average", () => {
    expect(one({ answered: true }, "handleKnown")).toBeUndefined();
    expect(one({ answered: true, handleSeconds: 0 }, "handleKnown")).toBe(1);
    expect(one({ handleSeconds: 300, talkSeconds: 100 }, "handleSeconds")).toBe(300);
    expect(one({ talkSeconds: 100 }, "handleSeconds")).toBe(100);
    expect(one({ holdSeconds: 20, wrapSeconds: 5 }, "handleSeconds")).toBeUndefined();
    expect(one({ answered: false, talkSeconds: 5 }, "talkSeconds")).toBeUndefined();
  });

  it("counts waits of the answered and of the abandoned apart, the limit included", () => {
    const refs = ["wait<=20", "abandonedWait<=20"];
    expect(contactAmounts(contactSaying({ answered: true, waitSeconds: 20 }), refs, AS_OF)).toEqual({ "wait<=20": 1 });
    expect(contactAmounts(contactSaying({ answered: true, waitSeconds: 20.5 }), refs, AS_OF)).toEqual({
      "wait<=20": 0,
    });
    expect(contactAmounts(contactSaying({ answered: false, waitSeconds: 5 }), refs, AS_OF)).toEqual({
      "abandonedWait<=20": 1,
    });
    expect(contactAmounts(contactSaying({ answered: true }), refs, AS_OF)).toEqual({});
    expect(one({ answered: false, waitSeconds: 5 }, "waitSeconds")).toBeUndefined();
  });

  it("reads survey scores by boxes, and NPS by promoters and detractors", () => {
    expect([3, 4, 5].map((csatScore) => one({ csatScore }, "csat>=4"))).toEqual([0, 1, 1]);
    expect([2, 3].map((csatScore) => one({ csatScore }, "csat<=2"))).toEqual([1, 0]);
    expect([6, 7, 8, 9].map((npsScore) => one({ npsScore }, "npsPromoters"))).toEqual([0, 0, 0, 1]);
    expect([6, 7, 8, 9].map((npsScore) => one({ npsScore }, "npsDetractors"))).toEqual([1, 0, 0, 0]);
    expect(one({}, "csatResponses")).toBeUndefined();
    expect(one({ csatScore: 3 }, "csatScoreSum")).toBe(3);
  });

  it("does not take a pending ticket's time for a time to resolution", () => {
    const resolutionSeconds = 3_600;
    expect(one({ resolved: false, resolutionSeconds }, "resolutionTimeKnown")).toBeUndefined();
    expect(one({ resolved: null, resolutionSeconds }, "resolutionTimeKnown")).toBe(1);
    expect(one({ resolved: true, resolutionSeconds }, "resolution<=3600")).toBe(1);
    expect(one({ resolved: true, resolutionSeconds }, "resolution<=3599")).toBe(0);
    expect(one({ resolved: false, resolutionSeconds }, "resolution<=86400")).toBeUndefined();
  });

  it("counts business days as whole days, the limit included, and none of a pending ticket", () => {
    const resolutionBusinessDays = 2;
    expect(one({ resolutionBusinessDays }, "resolutionBusinessDaysKnown")).toBe(1);
    expect(one({ resolutionBusinessDays }, "resolutionBusinessDays<=2")).toBe(1);
    expect(one({ resolutionBusinessDays }, "resolutionBusinessDays<=1")).toBe(0);
    expect(one({ resolutionBusinessDays: 0 }, "resolutionBusinessDays<=0")).toBe(1);
    expect(one({ resolved: false, resolutionBusinessDays }, "resolutionBusinessDaysKnown")).toBeUndefined();
    expect(one({ resolved: false, resolutionBusinessDays }, "resolutionBusinessDays<=2")).toBeUndefined();
    expect(one({ resolutionSeconds: 60 }, "resolutionBusinessDaysKnown")).toBeUndefined();
    expect(one({ firstResponseBusinessDays: 1 }, "firstResponseBusinessDays<=1")).toBe(1);
    expect(one({ firstResponseBusinessDays: 1 }, "firstResponseBusinessDaysKnown")).toBe(1);
  });

  it("counts a due item that was never done against turnaround", () => {
    const dueAt = new Date("2026-10-02T12:00:00Z");
    const [inTime, late] = [new Date("2026-10-02T12:00:00Z"), new Date("2026-10-02T12:00:01Z")];
    const done = (facts: Partial<ContactFacts>) => [one(facts, "due"), one(facts, "doneInSla")];
    expect(done({ dueAt })).toEqual([1, 0]);
    expect(done({ dueAt, doneAt: inTime })).toEqual([1, 1]);
    expect(done({ dueAt, doneAt: late })).toEqual([1, 0]);
    expect(done({ dueAt, doneAt: late, madeSla: true })).toEqual([1, 1]);
    expect(done({ madeSla: false })).toEqual([1, 0]);
    expect(done({ doneAt: late })).toEqual([undefined, undefined]);
  });

  it("leaves an item out, done or not, until its due time has come by what its source speaks of", () => {
    const dueAt = new Date("2026-10-02T12:00:00Z");
    const doneAt = new Date("2026-10-02T09:00:00Z");
    const at = (asOf: string, facts: Partial<ContactFacts>) =>
      ["due", "doneInSla"].map((ref) => one({ dueAt, ...facts }, ref, new Date(asOf)));
    for (const facts of [{}, { doneAt }, { madeSla: true }, { madeSla: false }]) {
      expect(at("2026-10-02T11:59:59Z", facts)).toEqual([undefined, undefined]);
    }
    expect(at("2026-10-02T12:00:00Z", {})).toEqual([1, 0]);
    expect(at("2026-10-02T12:00:00Z", { doneAt })).toEqual([1, 1]);
    expect(at("2026-10-02T12:00:00Z", { madeSla: true })).toEqual([1, 1]);
  });

  it("takes the latest opening or completion for how far a source speaks", () => {
    const day = (number: number) => new Date(Date.UTC(2026, 9, number));
    expect(sourceAsOf([])).toBeNull();
    expect(
      sourceAsOf([
        { openedAt: day(3), doneAt: null },
        { openedAt: day(1), doneAt: day(5) },
      ]),
    ).toEqual(day(5));
    expect(sourceAsOf([{ openedAt: day(3), doneAt: day(2) }])).toEqual(day(3));
  });

  it("asks for first contact only where the contact is not left unresolved", () => {
    expect(one({ resolved: true, resolvedFirstContact: true }, "resolvedFirstContact")).toBe(1);
    expect(one({ resolved: true, resolvedFirstContact: false }, "fcrKnown")).toBe(1);
    expect(one({ resolved: false, resolvedFirstContact: false }, "fcrKnown")).toBeUndefined();
    expect(one({ resolvedFirstContact: true }, "fcrKnown")).toBe(1);
  });

  it("counts flags of handled contacts only, each with those of which it is known", () => {
    expect(all({ transferred: true, escalated: false })).toEqual({
      unqueued: 1,
      handled: 1,
      transferKnown: 1,
      transferred: 1,
      escalationKnown: 1,
      escalated: 0,
    });
    expect(one({ answered: false, transferred: true }, "transferKnown")).toBeUndefined();
    expect(one({ answered: false, reopened: true }, "reopened")).toBeUndefined();
  });

  it("counts appeals over actions, and overturned over decided", () => {
    const appeal = (facts: Partial<ContactFacts>) => {
      return contactAmounts(contactSaying(facts), ["actions", "appeals", "appealsDecided", "appealsOverturned"], AS_OF);
    };
    expect(appeal({ appealed: false })).toEqual({ actions: 1, appeals: 0 });
    expect(appeal({ appealed: true, appealDecided: false })).toEqual({ actions: 1, appeals: 1 });
    expect(appeal({ appealed: true, appealDecided: true })).toMatchObject({ appealsDecided: 1, appealsOverturned: 0 });
    expect(appeal({ appealed: true, overturned: true })).toMatchObject({ appealsDecided: 1, appealsOverturned: 1 });
  });

  it("gives durations only to the contacts that have them", () => {
    const ticket = contactSaying({
      firstResponseSeconds: 60,
      handleSeconds: 30,
      waitSeconds: 9,
      resolutionSeconds: 90,
    });
    const durations = ["wait", "talk", "handle", "firstResponse", "resolution"] as const;
    expect(durations.map((duration) => contactDuration(ticket, duration))).toEqual([null, null, 30, 60, 90]);
  });

  it("says nothing of what is asked of reviews or staffing, or of what is no measure", () => {
    expect(
      contactAmounts(contactSaying({ answered: true }), ["pointsEarned", "paidSeconds", "nonsense", "toString"], AS_OF),
    ).toEqual({});
  });
});
