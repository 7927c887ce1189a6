import { describe, expect, it } from "vitest";
import { draftMapping } from "./draft/draft-mapping";
import type { SuggestionChoices } from "./suggestion";
import { ABOUT, suggest, reading, targets } from "./test-suggestions";

const drafted = (text: string, choices: SuggestionChoices = {}, delimiter = ",") =>
  draftMapping(suggest(text, choices, delimiter), ABOUT);

describe("a roster", () => {
  it.each([
    [
      "plain",
      "Agent,Site,Team,Start date,End date\nAna,Manila,Chat 1,2026-01-15,2026-03-31\nAna,Cebu,Chat 2,2026-04-01,",
      { Agent: "agent", Site: "site", Team: "team", "Start date": "startsOn", "End date": "endsOn" },
    ],
    [
      "of a personnel system",
      "Worker,Location,Supervisory Organization,Hire Date,Termination Date\nAna Cruz,Manila,Chat 1,2025-12-02,\nBen Li,Cebu,Chat 2,2026-01-20,2026-05-31",
      { Worker: "agent", Location: "site", "Hire Date": "startsOn", "Termination Date": "endsOn" },
    ],
    [
      "of a routing system",
      "Agent Name,Team Name,Valid From,Valid To,Date of Joining\nAna,Chat 1,2026-01-15,2026-03-31,2025-12-02\nBen,Chat 2,2026-01-15,,2025-11-20",
      {
        "Agent Name": "agent",
        "Team Name": "team",
        "Valid From": "startsOn",
        "Valid To": "endsOn",
        "Date of Joining": "hiredOn",
      },
    ],
    [
      "of a dialler",
      "USERNAME,AGENT GROUP,FIRST DAY,LAST WORKING DAY\nana.cruz,Chat 1,01/15/2026,03/31/2026\nben.li,Chat 2,01/20/2026,",
      { USERNAME: "agent", "AGENT GROUP": "team", "FIRST DAY": "startsOn", "LAST WORKING DAY": "endsOn" },
    ],
    [
      "in Spanish",
      "Agente,Sede,Equipo,Fecha de alta,Fecha de baja\nAna,Bogotá,Chat 1,15/01/2026,\nBen,Lima,Chat 2,20/01/2026,31/05/2026",
      {
        Agente: "agent",
        Sede: "site",
        Equipo: "team",
        "Fecha de alta": "startsOn",
        "Fecha de baja": "endsOn",
      },
    ],
    [
      "with staffing figures",
      "Agent,Site,Hire Date,Last Day,FTE\nAna,Manila,2025-12-02,,1\nBen,Cebu,2026-01-20,2026-05-31,0.5",
      { Agent: "agent", Site: "site", "Hire Date": "startsOn", "Last Day": "endsOn" },
    ],
  ])("%s is known by its headings", (_system, text, wanted) => {
    const made = suggest(text);
    expect(made).toMatchObject({ kind: "roster", questions: [], missing: [], wide: null });
    expect(targets(made)).toEqual(wanted);
    expect(draftMapping(made, ABOUT)).toMatchObject({
      open: [],
      document: { kind: "roster", vendor: { constant: "a-partner" } },
    });
  });

  it("in German reads its days as the file writes them", () => {
    const text =
      "Mitarbeiter;Standort;Team;Eintrittsdatum;Austrittsdatum\nAna;Leipzig;Chat 1;15.01.2026;\nBen;Essen;Chat 2;20.01.2026;31.05.2026";
    expect(drafted(text, {}, ";")).toMatchObject({
      open: [],
      document: {
        kind: "roster",
        fields: {
          agent: { column: "Mitarbeiter" },
          startsOn: { column: "Eintrittsdatum", format: "d.M.yyyy" },
          endsOn: { column: "Austrittsdatum", format: "d.M.yyyy" },
        },
      },
    });
  });

  it("that says only when people were hired counts from there, and says so", () => {
    const made = suggest("Agent,Site,Hire Date\nAna,Manila,2025-12-02\nBen,Cebu,2026-01-20");
    expect(targets(made)).toEqual({ Agent: "agent", Site: "site", "Hire Date": "startsOn" });
    expect(made.columns[2]?.reason).toContain("only start date");
  });

  it("with ids and names is asked which of them contacts use", () => {
    const text = "Employee ID,Agent Name,Site,Start Date\n1001,Ana,Manila,2026-01-15\n1002,Ben,Cebu,2026-01-20";
    const made = suggest(text);
    expect(made.questions).toMatchObject([
      { id: "roster-agent", options: [{ value: "Agent Name", example: "Ana, Ben" }, { value: "Employee ID" }] },
    ]);
    for (const heading of ["Employee ID", "Agent Name"]) {
      const answered = suggest(text, { answers: [{ id: "roster-agent", value: heading }] });
      expect(targets(answered)).toMatchObject({ [heading]: "agent" });
      expect(draftMapping(answered, ABOUT).open).toEqual([]);
    }
    const chosen = suggest(text, { columns: [{ heading: "Employee ID", target: "agent" }] });
    expect(chosen.questions).toEqual([]);
  });

  it("whose days cannot be determined from months is asked", () => {
    const made = suggest("Agent,Site,Start date\nAna,Manila,03/04/2026\nBen,Cebu,05/06/2026");
    expect(made).toMatchObject({ kind: "roster", questions: [{ id: "date-order:/yyyy" }] });
  });

  it.each([
    ["tickets", "Ticket ID,Created at,Agent,Site,Team\n1,2026-01-05 10:00,Ana,Manila,A\n2,2026-01-05 11:00,Ben,Cebu,B"],
    ["calls", "Call ID,Start Date,Agent,Site,Talk time\n1,2026-01-05,Ana,Manila,90\n2,2026-01-06,Ben,Cebu,120"],
    [
      "a report of agents",
      "Agent,Site,Team,Start Date,Calls handled\nAna,Manila,A,2026-01-05,30\nBen,Cebu,B,2026-01-05,40",
    ],
    [
      "reviews",
      "Evaluation ID,Agent,Site,Evaluation Date,QA Score,Max Score\n1,Ana,Manila,2026-01-05,90,100\n2,Ben,Cebu,2026-01-05,80,100",
    ],
  ])("is not what %s are", (_case, text) => {
    expect(suggest(text).kind).not.toBe("roster");
  });
});

describe("a business calendar", () => {
  it("of weekdays and hours, with words for closed", () => {
    const text =
      "Program,Weekday,Opens,Closes,Time zone\nOrders,Mon-Fri,09:00,17:30,Asia/Manila\nOrders,Sat,closed,closed,Asia/Manila\nRides,daily,00:00,24:00,Asia/Manila";
    const made = suggest(text);
    expect(made).toMatchObject({ kind: "calendar", questions: [], missing: [], nulls: ["closed"] });
    expect(made.columns[2]?.reason).toContain("“closed” means closed");
    expect(draftMapping(made, ABOUT)).toMatchObject({
      open: [],
      document: {
        kind: "calendar",
        fields: {
          program: { column: "Program" },
          weekdays: { column: "Weekday" },
          opens: { column: "Opens", unit: "hh:mm" },
          closes: { column: "Closes", unit: "hh:mm" },
          timeZone: { column: "Time zone" },
        },
      },
    });
  });

  it.each([
    ["LOB,Day,Start Time,End Time\nOrders,Monday,9:00 AM,5:30 PM\nOrders,Tuesday,9:00 AM,5:30 PM", "h:mm a"],
    [
      "Queue,Day of week,Open time,Close time\nOrders,Monday,09:00:00,17:30:00\nOrders,Tuesday,09:00:00,17:30:00",
      "hh:mm:ss",
    ],
    ["Program,Weekdays,From,Until\nOrders,Mon-Fri,9,17.5\nRides,Sat,10,14", "h"],
    ["Kampagne,Wochentag,von,bis\nOrders,Montag,09:00,17:30\nOrders,Dienstag,09:00,17:30", "hh:mm"],
    ["Campaña,Día de la semana,Apertura,Cierre\nOrders,lun-vie,09:00,17:30\nRides,sáb,10:00,14:00", "hh:mm"],
  ])("reads hours as they are written: %s", (text, unit) => {
    const made = suggest(text);
    expect(made).toMatchObject({ kind: "calendar", questions: [], missing: [] });
    expect(Object.values(targets(made)).toSorted()).toEqual(["closes", "opens", "program", "weekdays"]);
    expect(made.columns.map(({ reading: { unit: found } }) => found).filter(Boolean)).toEqual([unit, unit]);
    expect(draftMapping(made, ABOUT).open).toEqual([]);
  });

  it.each([
    ["Date,Holiday\n2026-12-25,Christmas\n2026-12-30,Rizal Day", { Date: "date", Holiday: "name" }],
    [
      "Holiday Name,Observed Date\nChristmas,25/12/2026\nRizal Day,30/12/2026",
      { "Holiday Name": "name", "Observed Date": "date" },
    ],
    ["Datum,Feiertag\n25.12.2026,Weihnachten\n26.12.2026,Weihnachten", { Datum: "date", Feiertag: "name" }],
    [
      "Fecha,Festivo,Campaña\n2026-12-25,Navidad,Orders\n2026-12-08,Inmaculada,Orders",
      { Fecha: "date", Festivo: "name", Campaña: "program" },
    ],
  ])("of holidays: %s", (text, wanted) => {
    const made = suggest(text);
    expect(made).toMatchObject({ kind: "calendar", questions: [], missing: [] });
    expect(targets(made)).toEqual(wanted);
    expect(draftMapping(made, ABOUT).open).toEqual([]);
  });

  it("of days with hours of their own", () => {
    const made = suggest(
      "Date,Open,Close,Description\n2026-12-24,09:00,12:00,Christmas Eve\n2026-12-31,09:00,12:00,New Year",
    );
    expect(targets(made)).toEqual({ Date: "date", Open: "opens", Close: "closes", Description: "name" });
    expect(made.kind).toBe("calendar");
    expect(reading(made, "Open")?.unit).toBe("hh:mm");
  });

  it.each([
    ["a report of intervals", "Date,Start Time,End Time,Offered\n2026-01-05,09:00,09:30,10\n2026-01-05,09:30,10:00,12"],
    ["a schedule of agents", "Agent,Date,Start,End\nAna,2026-01-05,09:00,17:00\nBen,2026-01-05,10:00,18:00"],
    ["calls", "Call ID,Date,Start Time,End Time\n1,2026-01-05,09:00,09:10\n2,2026-01-05,09:30,09:41"],
    ["totals of weekdays", "Day of week,Date,Offered,Answered\nMonday,2026-01-05,10,9\nTuesday,2026-01-06,12,11"],
  ])("is not what %s are", (_case, text) => {
    expect(suggest(text).kind).not.toBe("calendar");
  });

  it("chosen by the analyst needs weekdays or dates", () => {
    const made = suggest("Program,Opens,Closes\nOrders,09:00,17:00\nRides,10:00,18:00", { kind: "calendar" });
    expect(made.missing).toMatchObject([{ target: "date", label: "Weekdays or a date" }]);
  });
});

describe("business days that a file states", () => {
  it("are no days of the clock", () => {
    const made = suggest(
      "Ticket ID,Created at,Resolution time (business days),Resolution time (days)\n1,2026-01-05 10:00,2,4\n2,2026-01-06 11:00,0,1",
    );
    expect(targets(made)).toMatchObject({
      "Resolution time (business days)": "resolutionBusinessDays",
      "Resolution time (days)": "resolutionSeconds",
    });
    expect(draftMapping(made, ABOUT).open).toEqual([]);
  });
});
