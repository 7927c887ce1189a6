import { describe, expect, it } from "vitest";
import { partnerScope, WHOLE_SCOPE } from "./scope";
import { importReference, shownPerson } from "./staff-names";
import type { Viewer } from "./viewer";

const person = { userId: "u1", name: "Ana", email: "ana@org.example" };
const member: Viewer = { kind: "member", ...person, role: "analyst", scope: WHOLE_SCOPE };
const partner: Viewer = { kind: "partner", ...person, vendorId: 1, scope: partnerScope(1) };
const link: Viewer = { kind: "share", linkId: "l1", linkName: "For finance", scope: partnerScope(1) };

describe("who did something", () => {
  it.each([
    ["ana@org.example", "address withheld"],
    ["Ana Lopez <ana.lopez+qa@org.example>", "Ana Lopez <address withheld>"],
    ["ana@org, bo@org.example", "address withheld, address withheld"],
    ["Bo (bo@org.example)", "Bo (address withheld)"],
    ["mailto:bo@org.example", "mailto:address withheld"],
    ["Ana Lopez", "Ana Lopez"],
    ["console", "console"],
    ["", ""],
  ])("%j reads %j for external viewers and as written for the organization's own people", (written, shown) => {
    expect([partner, link].map((viewer) => shownPerson(viewer, written))).toEqual([shown, shown]);
    expect(shownPerson(member, written)).toBe(written);
  });

  it("an import's reference is the first block of its random id", () => {
    expect(importReference("3f9a1c2e-0000-4000-8000-000000000000")).toBe("3f9a1c2e");
  });
});
