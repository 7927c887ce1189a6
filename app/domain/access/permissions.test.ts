import { describe, expect, it } from "vitest";
import { may, PERMISSIONS, type Permission } from "./permissions";
import { partnerScope, WHOLE_SCOPE } from "./scope";
import { isOutside, roleOf, type MemberRole, type Role, type Viewer } from "./viewer";

const person = { userId: "u1", name: "Ana", email: "ana@example.com" };
const member = (role: MemberRole): Viewer => ({ kind: "member", ...person, role, scope: WHOLE_SCOPE });
const partner: Viewer = { kind: "partner", ...person, vendorId: 1, scope: partnerScope(1) };
const link = (scope = {}): Viewer => ({
  kind: "share",
  linkId: "l1",
  linkName: "For finance",
  scope: { ...WHOLE_SCOPE, vendorIds: [1], notes: "partner", downloads: false, ...scope },
});
const key = (role: Role): Viewer => ({ kind: "key", keyId: "k1", name: "Nightly", role, scope: WHOLE_SCOPE });

const granted = (viewer: Viewer) => PERMISSIONS.filter((permission) => may(viewer, permission));

describe("what each viewer may do", () => {
  it("lets an admin do everything there is", () => {
    expect(granted(member("admin"))).toEqual([...PERMISSIONS]);
  });

  it("keeps people, keys and the organization's settings to admins", () => {
    const reserved: Permission[] = ["people.write", "keys.read", "keys.write", "organization.write", "demo.remove"];
    for (const role of ["lead", "analyst", "stakeholder"] as const) {
      expect(reserved.filter((permission) => may(member(role), permission))).toEqual([]);
    }
  });

  it("lets a lead hand out links, an analyst load files and encode contracts, a stakeholder only read", () => {
    expect(may(member("lead"), "links.write")).toBe(true);
    expect(may(member("analyst"), "links.write")).toBe(false);
    expect(may(member("analyst"), "imports.write") && may(member("analyst"), "sows.write")).toBe(true);
    expect(granted(member("stakeholder")).filter((permission) => !permission.endsWith(".read"))).toEqual([]);
  });

  it("lets a partner read, sign statements, request exclusions and change nothing else", () => {
    const changes = granted(partner).filter((permission) => !permission.endsWith(".read"));
    expect(changes).toEqual(["statements.sign", "exclusions.write"]);
    expect(may(partner, "imports.read") || may(partner, "people.read") || may(partner, "links.read")).toBe(false);
    expect(granted(key("partner"))).toEqual(granted(partner));
  });

  it("shows a link the figures, and notes and downloads by its switches only", () => {
    expect(granted(link())).toEqual(["portfolio.read", "scorecard.read", "metric.read", "notes.read"]);
    expect(may(link({ notes: "none" }), "notes.read")).toBe(false);
    expect(may(link({ downloads: true }), "downloads.read")).toBe(true);
  });

  it("takes links, partners and partners' keys for external viewers, and nobody else", () => {
    expect([link(), partner, key("partner")].map(isOutside)).toEqual([true, true, true]);
    expect([member("stakeholder"), member("admin"), key("analyst")].map(isOutside)).toEqual([false, false, false]);
    expect([link(), partner, key("lead")].map(roleOf)).toEqual([null, "partner", "lead"]);
  });
});
