import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { dayFromNumber, dayNumber } from "~/domain/calendar/day";
import { noteContentSchema } from "~/domain/causes/root-cause-note";
import { METRIC_KEYS } from "~/domain/metrics/catalog/catalog";
import { validateSow } from "~/domain/contracts/validate";
import { readMapping } from "~/ingest/mapping/mapping";
import { passwordProblem } from "~/domain/access/password-rules";
import { partnerFiles } from "../../../seed/demo-files";
import { fileRanges } from "../../../seed/file-ranges";
import { MAPPINGS } from "../../../seed/mappings";
import { writtenNotes } from "../../../seed/notes";
import { PARTNERS } from "../../../seed/partners";
import { DEMO_PEOPLE, newDemoPassword } from "../../../seed/people";
import { sowDocuments } from "../../../seed/sows";
import { STORIES } from "../../../seed/stories";
import { demoDays } from "../../../seed/timeline";
import { DEFAULT_SEED, simulatePartner } from "../../../seed/demo-history";

const PARTNER_KEYS = PARTNERS.map(({ key }) => key);
const DAYS = ["2026-11-23", "2027-03-01", "2028-02-29", "2026-12-31", "2027-01-02"];

function fingerprint(seed: number, today: string): string {
  const hash = createHash("sha256");
  for (const partner of PARTNERS) {
    const data = { seed, today: dayNumber(today), scale: 0.02, partners: PARTNER_KEYS };
    for (const file of partnerFiles(partner, data)) hash.update(file.name).update(file.content);
  }
  return hash.digest("hex");
}

describe("the demo data", () => {
  it("is the same, byte for byte, for the same seed and day, and another for another", () => {
    const first = fingerprint(7, "2026-11-23");
    expect(fingerprint(7, "2026-11-23")).toBe(first);
    expect(fingerprint(8, "2026-11-23")).not.toBe(first);
    expect(fingerprint(7, "2026-11-24")).not.toBe(first);
  });

  it("has about 250,000 contacts of fifteen months, the last of which is not over", () => {
    const today = dayNumber("2026-11-23");
    let contacts = 0;
    const months = new Set<string>();
    for (const partner of PARTNERS) {
      for (const day of simulatePartner(partner, { seed: DEFAULT_SEED, today, scale: 1, partners: PARTNER_KEYS })) {
        contacts += day.contacts.length;
        months.add(dayFromNumber(day.day).slice(0, 7));
        expect(day.day).toBeLessThan(today);
      }
    }
    expect(contacts).toBeGreaterThan(230_000);
    expect(contacts).toBeLessThan(280_000);
    expect(months.size).toBe(15);
    expect([...months].at(-1)).toBe("2026-11");
  });

  it.each(DAYS)("seen on %s has statements of work and notes that the product accepts", (day) => {
    const today = dayNumber(day);
    const documents = sowDocuments(today);
    expect(documents.map(({ vendor }) => vendor)).toEqual(PARTNER_KEYS);
    for (const document of documents) expect(validateSow(document)).toMatchObject({ ok: true });
    expect(documents.filter(({ versions }) => versions.length > 1).length).toBeGreaterThanOrEqual(4);
    for (const { content, story, writtenOn } of writtenNotes(today)) {
      expect(noteContentSchema.safeParse(content).error).toBeUndefined();
      expect(METRIC_KEYS).toContain(content.metric);
      expect(STORIES.map(({ key }) => key)).toContain(story);
      expect(content.from <= writtenOn).toBe(true);
      expect(writtenOn < day).toBe(true);
    }
  });

  it.each(DAYS)(
    "seen on %s has files that leave no day out, and Norwind's and Harbour's of the last week by day",
    (day) => {
      const today = dayNumber(day);
      for (const cut of [
        "by-quarter-then-month",
        "by-quarter-then-month-then-day",
        "history-then-month",
        "whole",
      ] as const) {
        const ranges = fileRanges(today, cut);
        expect(ranges[0]?.from).toBe(demoDays(today).from);
        expect(ranges.at(-1)?.until).toBe(today);
        for (const [index, { from }] of ranges.entries()) if (index > 0) expect(from).toBe(ranges[index - 1]?.until);
        expect(new Set(ranges.map(({ label }) => label)).size).toBe(ranges.length);
      }
      const daily = fileRanges(today, "by-quarter-then-month-then-day");
      expect(daily.slice(-7).map(({ label }) => label)).toEqual(
        Array.from({ length: 7 }, (_, index) => dayFromNumber(today - 7 + index)),
      );
    },
  );

  it("lacks of its contacts only what Norwind's export of the day before yesterday broke off before", () => {
    const options = { seed: DEFAULT_SEED, today: dayNumber("2026-11-23"), scale: 0.2, partners: PARTNER_KEYS };
    const norwind = PARTNERS.filter(({ key }) => key === "norwind");
    expect(norwind).toHaveLength(1);
    for (const partner of norwind) {
      const perDay = [...simulatePartner(partner, options)].map(({ contacts }) => contacts.length);
      const [all, cut] = [perDay.reduce((sum, count) => sum + count, 0), perDay.at(-2) ?? 0];
      const stated = Math.ceil(cut * 0.3);
      const rows = partnerFiles(partner, options)
        .filter(({ name }) => name.startsWith("norwind-interactions-"))
        .map(({ content }) => content.toString("utf8").trimEnd().split("\n").length - 1);
      expect(rows.at(-2)).toBe(stated);
      expect(rows.reduce((sum, count) => sum + count, 0)).toBe(all - cut + stated);
    }
  });

  it("has notes for some of its stories and leaves others to be found", () => {
    const stated = new Set(writtenNotes(dayNumber("2026-11-23")).map(({ story }) => story));
    expect(stated.size).toBeGreaterThan(8);
    expect(STORIES.length - stated.size).toBeGreaterThan(6);
  });

  it("has mappings that the product accepts", () => {
    for (const [key, document] of Object.entries(MAPPINGS)) {
      const read = readMapping(document);
      expect(read).toMatchObject({ ok: true });
      expect(read.ok && read.mapping.key).toBe(key);
    }
  });

  it("gives its people a password that anyone else's would have to pass", () => {
    const password = newDemoPassword();
    for (const person of DEMO_PEOPLE) expect(passwordProblem(password, person)).toBeNull();
    expect(newDemoPassword()).not.toBe(password);
  });
});
