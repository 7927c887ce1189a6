import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allowsDay, allowsVendor, intersectScopes, isWithin, partnerScope, WHOLE_SCOPE } from "./scope";
import type { Scope } from "./viewer";

const names = fc.oneof(fc.constant("all" as const), fc.uniqueArray(fc.constantFrom("Manila", "Cebu", "Lisbon")));
const days = fc.option(fc.constantFrom("2026-01-01", "2026-06-30", "2026-12-31"));
const scopes: fc.Arbitrary<Scope> = fc.record({
  vendorIds: fc.oneof(fc.constant("all" as const), fc.uniqueArray(fc.integer({ min: 1, max: 3 }))),
  sites: names,
  programs: names,
  channels: names,
  fromDay: days,
  toDay: days,
  notes: fc.constantFrom("all", "partner", "none"),
  downloads: fc.boolean(),
});

describe("scopes", () => {
  it("limits a partner to its own figures and the notes shared with it", () => {
    const scope = partnerScope(7);
    expect([7, 8].map((id) => allowsVendor(scope, id))).toEqual([true, false]);
    expect(scope.notes).toBe("partner");
  });

  it("takes both end days as allowed", () => {
    const october = { ...WHOLE_SCOPE, fromDay: "2026-10-01", toDay: "2026-10-31" };
    const requested = ["2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01"];
    expect(requested.map((day) => allowsDay(october, day))).toEqual([false, true, true, false]);
  });

  it("never lets a link show more than its maker may see", () => {
    fc.assert(
      fc.property(scopes, scopes, (maker, wanted) => {
        const minted = intersectScopes(maker, wanted);
        return isWithin(minted, maker) && isWithin(minted, wanted);
      }),
    );
  });

  it("keeps what lies within as it is, whichever side it comes from", () => {
    fc.assert(
      fc.property(scopes, scopes, (a, b) => {
        const both = intersectScopes(a, b);
        expect(isWithin(intersectScopes(b, a), both) && isWithin(both, intersectScopes(b, a))).toBe(true);
        expect(intersectScopes(both, both)).toEqual(both);
      }),
    );
    expect(isWithin(WHOLE_SCOPE, partnerScope(1))).toBe(false);
    expect(isWithin(partnerScope(1), WHOLE_SCOPE)).toBe(true);
  });

  it("tells an empty list, which lets nothing through, from no limit", () => {
    const nothing = intersectScopes({ ...WHOLE_SCOPE, sites: ["Manila"] }, { ...WHOLE_SCOPE, sites: ["Cebu"] });
    expect(nothing.sites).toEqual([]);
    expect(isWithin(WHOLE_SCOPE, nothing)).toBe(false);
  });
});
