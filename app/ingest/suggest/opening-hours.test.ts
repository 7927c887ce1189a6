import { describe, expect, it } from "vitest";
import { draftMapping } from "./draft/draft-mapping";
import { ABOUT, suggest, targets } from "./test-suggestions";

const at = (part: object, unit: string) => ({ column: "Hours", part, unit });

describe("a calendar with a column per weekday", () => {
  it.each([
    [
      "Program,Mon,Tue,Wed,Thu,Fri,Sat,Sun",
      "09:00-18:00,09:00-18:00,09:00-18:00,09:00-18:00,09:00-17:00,closed,",
      "-",
      "hh:mm",
    ],
    [
      "LOB,Monday,Tuesday,Wednesday,Thursday,Friday",
      "9am to 6pm,9am to 6pm,9am to 6pm,9am to 6pm,9am to 5pm",
      " to ",
      "h:mm a",
    ],
    ["Kampagne,Montag,Dienstag,Mittwoch,Donnerstag,Freitag", "9–18,9–18,9–18,9–18,geschlossen", "–", "h"],
    ["Campaña,lun-vie,sáb,dom", "09:00 - 18:00,10:00 - 14:00,cerrado", "-", "hh:mm"],
  ])("becomes a line per weekday: %s", (headings, cells, between, unit) => {
    const made = suggest(`${headings}\nOrders,${cells}`);
    const names = headings.split(",").slice(1);
    expect(made).toMatchObject({ kind: "calendar", questions: [], missing: [], wide: { taken: true } });
    expect(draftMapping(made, ABOUT)).toMatchObject({
      open: [],
      document: {
        kind: "calendar",
        unpivot: { columns: names, headingAs: "Weekday", valueAs: "Hours" },
        fields: {
          weekdays: { column: "Weekday" },
          opens: at({ before: between }, unit),
          closes: at({ after: between }, unit),
        },
      },
    });
  });

  it.each([
    ["counts", "Queue,Mon,Tue,Wed,Thu,Fri\nBilling,10,12,9,8,7\nReturns,1,2,3,4,5"],
    [
      "shifts of agents by name",
      "Agent,Mon,Tue,Wed,Thu,Fri\nAna,early,late,early,late,off\nBen,off,late,early,late,early",
    ],
    [
      "split days",
      "Program,Mon,Tue,Wed,Thu,Fri\nOrders,09:00-13:00 14:00-18:00,09:00-18:00,09:00-18:00,09:00-18:00,09:00-18:00",
    ],
  ])("is not what %s are", (_case, text) => {
    expect(suggest(text).wide?.says).not.toBe("weekdays");
  });
});

describe("opening and closing in one cell", () => {
  it("are parted at what stands between them, and a day that never closes is a whole one", () => {
    const made = suggest("Program,Day,Opening Hours\nOrders,Mon-Fri,09:00-18:00\nOrders,Sat,closed\nRides,daily,24/7");
    expect(targets(made)).toEqual({ Program: "program", Day: "weekdays", "Opening Hours": "hours" });
    const origin = {
      cases: [{ when: { column: "Opening Hours", is: ["24/7"] }, value: "00:00-24:00" }, { column: "Opening Hours" }],
      unit: "hh:mm",
    };
    expect(draftMapping(made, ABOUT)).toMatchObject({
      open: [],
      document: {
        nulls: ["closed"],
        fields: { opens: { ...origin, part: { before: "-" } }, closes: { ...origin, part: { after: "-" } } },
      },
    });
  });

  it("of one date, too", () => {
    const made = suggest(
      "Date,Hours,Description\n2026-12-24,09:00-12:00,Christmas Eve\n2026-12-31,09:00-12:00,New Year",
    );
    expect(made.kind).toBe("calendar");
    expect(targets(made)).toEqual({ Date: "date", Hours: "hours", Description: "name" });
  });
});
