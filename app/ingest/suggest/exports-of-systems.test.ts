import { describe, expect, it } from "vitest";
import { draftMapping } from "./draft/draft-mapping";
import { suggestMapping } from "./suggest-mapping";
import { ABOUT, suggest, reading, targets } from "./test-suggestions";

describe("exports of the systems that partners use", () => {
  it("Genesys intervals are totals by interval and media type, named by agent too where agents have rows of their own", () => {
    const made = suggest(`
Interval Start,Interval End,Media Type,Agent Name,Handle,Avg Handle,Total Handle,Total Talk,Total Hold,Total ACW
2024-03-01T08:00:00Z,2024-03-01T08:15:00Z,voice,Ana,4,300000,1200000,800000,100000,300000
2024-03-01T08:00:00Z,2024-03-01T08:15:00Z,voice,Ben,5,240000,1200000,900000,60000,240000
2024-03-01T08:15:00Z,2024-03-01T08:30:00Z,chat,Ana,3,400000,1200000,1000000,0,200000`);
    expect(made).toMatchObject({ kind: "totals", preset: "genesys" });
    expect(targets(made)).toEqual({
      "Interval Start": "at",
      "Media Type": "channel",
      "Agent Name": "agent",
      Handle: "handled",
      "Total Handle": "handleSeconds",
      "Total Talk": "talkSeconds",
      "Total Hold": "holdSeconds",
      "Total ACW": "wrapSeconds",
    });
    expect(reading(made, "Total Handle")).toMatchObject({ unit: "ms" });
    expect(made.idColumns.toSorted()).toEqual(["Agent Name", "Interval Start", "Media Type"]);
    expect(draftMapping(made, ABOUT).open).toEqual([]);
  });

  it("Five9 calls have capitals and hh:mm:ss", () => {
    const made = suggest(`
CALL ID,TIMESTAMP,CAMPAIGN,CALL TYPE,AGENT,DISPOSITION,ANI,QUEUE WAIT TIME,TALK TIME,HOLD TIME,AFTER CALL WORK TIME,HANDLE TIME,ABANDONED
300000000000001,Fri 2024,Care,Inbound,ana@x.com,Resolved,5551,00:00:12,00:03:20,00:00:00,00:00:30,00:03:50,0`);
    expect(made).toMatchObject({ kind: "contacts", preset: "five9" });
    expect(made.missing).toEqual([{ target: "openedAt", label: "Opened at", found: expect.any(Array) }]);
    const dated = suggest(`
CALL ID,TIMESTAMP,CAMPAIGN,CALL TYPE,AGENT,DISPOSITION,ANI,QUEUE WAIT TIME,TALK TIME,HOLD TIME,AFTER CALL WORK TIME,HANDLE TIME,ABANDONED
300000000000001,2024/03/01 09:00:00,Care,Inbound,ana@x.com,Refund,5551,00:00:12,00:03:20,00:00:00,00:00:30,00:03:50,0
300000000000002,2024/03/01 09:05:00,Care,Inbound,ben@x.com,Other,5552,00:00:02,00:04:20,00:00:10,00:00:20,00:04:50,1`);
    expect(targets(dated)).toEqual({
      "CALL ID": "externalId",
      TIMESTAMP: "openedAt",
      CAMPAIGN: "program",
      "CALL TYPE": "channel",
      AGENT: "agent",
      DISPOSITION: "reason",
      ANI: "customer",
      "QUEUE WAIT TIME": "waitSeconds",
      "TALK TIME": "talkSeconds",
      "HOLD TIME": "holdSeconds",
      "AFTER CALL WORK TIME": "wrapSeconds",
      "HANDLE TIME": "handleSeconds",
      ABANDONED: "abandoned",
    });
    expect(reading(dated, "TALK TIME")).toEqual({ type: "seconds", unit: "hh:mm:ss" });
    expect(draftMapping(dated, ABOUT).open).toEqual([]);
  });

  it("Genesys totals in thousandths of seconds are times, also where nothing counts what was handled", () => {
    const made = suggest(`
Interval Start,Media Type,Queue Name,Offer,Answer,Abandon,ASA,Avg Handle,Total Handle,Total Talk,Total Hold,Total ACW
2024-03-01T08:00:00Z,voice,Care,22,20,2,15000,300000,6000000,5000000,400000,600000
2024-03-01T08:15:00Z,voice,Care,20,18,2,12000,310000,5580000,4500000,360000,540000`);
    expect(targets(made)).toMatchObject({ "Total Handle": "handleSeconds", ASA: "waitSeconds", Answer: "answered" });
    expect(Object.values(targets(made))).not.toContain("handled");
    for (const total of ["Total Handle", "Total Talk", "Total Hold", "Total ACW"])
      expect(reading(made, total)).toEqual({ type: "seconds", unit: "ms" });
    expect(draftMapping(made, ABOUT).open).toEqual([]);
  });

  it("Five9's call log names the weekday before the date, and nobody as [None]", () => {
    const table = {
      headings: ["CALL ID", "TIMESTAMP", "CAMPAIGN", "CALL TYPE", "AGENT", "DISPOSITION", "ANI", "SERVICE LEVEL"],
      rows: [
        ["24381", "Thu, 27 Oct 2016 14:51:34", "Care", "Inbound", "[None]", "Abandon", "8883121153", "0"],
        ["24382", "Fri, 28 Oct 2016 09:05:02", "Care", "Inbound", "ana@x.com", "Refund", "9252012068", "1"],
      ],
    };
    const made = suggestMapping(table, { zone: "UTC" });
    expect(made).toMatchObject({ preset: "five9", nulls: ["[None]"], missing: [] });
    expect(reading(made, "TIMESTAMP")).toMatchObject({ format: ["EEE, d MMM yyyy H:mm:ss"] });
    expect(targets(made)).not.toHaveProperty("SERVICE LEVEL");
  });

  it("Zendesk's stations are no transfers, and what its agents wait for is no queue", () => {
    const made = suggest(`
Id,Requester,Assignee,Status,Created at,Satisfaction Score,Assignee stations,Group stations,Reopens,Replies,Agent wait time in minutes,Requester wait time in minutes
101,r1,Ana,Closed,2024-03-01 09:00:00 +0000,Good,1,1,0,2,30,12
102,r2,Ben,Open,2024-03-01 10:00:00 +0000,Offered,1,2,1,1,0,44`);
    expect(made.preset).toBe("zendesk");
    const fed = targets(made);
    expect(Object.values(fed)).not.toContain("transferred");
    expect(Object.values(fed)).not.toContain("waitSeconds");
  });

  it("Zendesk tickets say - for nothing, minutes in the heading, and good or bad; business hours are not clock hours", () => {
    const made = suggest(`
Ticket ID,Status,Created at,Assignee,Satisfaction Score,First reply time (min),Full resolution time in minutes within business hours,Reopens
101,Solved,2024-03-01 09:00,Ana,Good,12,340,0
102,Open,2024-03-01 10:00,-,Unoffered,-,-,1
103,Closed,2024-03-02 11:00,Ben,Bad,45,1200,2`);
    expect(made).toMatchObject({ kind: "contacts", preset: "zendesk", nulls: ["-"] });
    expect(targets(made)).toMatchObject({
      "Ticket ID": "externalId",
      Status: "resolved",
      "Satisfaction Score": "csatScore",
      "First reply time (min)": "firstResponseSeconds",
      Reopens: "reopened",
    });
    expect(targets(made)).not.toHaveProperty(
      ["Full resolution time in minutes within business hours"],
      "resolutionSeconds",
    );
    expect(reading(made, "First reply time (min)")).toMatchObject({ unit: "min" });
    expect(reading(made, "Status")).toMatchObject({
      trueValues: ["closed", "solved"],
      falseValues: ["open", "new", "pending", "hold", "on-hold"],
    });
    const { document, open } = draftMapping(made, ABOUT);
    expect(open).toEqual([]);
    expect(document).toMatchObject({
      fields: {
        csatScore: {
          values: { Good: "5", Bad: "1" },
          when: { column: "Satisfaction Score", isNot: ["Unoffered", "offered"] },
        },
      },
    });
  });

  it("Amazon Connect's hh:mm:ss averages and shares count with the contacts queued and handled", () => {
    const made = suggest(`
StartInterval,Queue,Contacts queued,Contacts handled,Contacts abandoned,Average queue answer time,Average handle time,Service level 20 seconds
2024-03-01T08:00:00Z,Care,40,36,4,00:00:21,00:05:10,71.50%
2024-03-01T08:30:00Z,Care,50,50,0,00:00:11,00:04:50,88.00%`);
    expect(made).toMatchObject({ kind: "totals", preset: "amazon-connect", questions: [] });
    expect(reading(made, "Average queue answer time")).toMatchObject({ unit: "hh:mm:ss", times: "Contacts handled" });
    expect(reading(made, "Service level 20 seconds")).toMatchObject({ times: "Contacts queued" });
    expect(targets(made)).toMatchObject({
      "Service level 20 seconds": "wait<=20",
      StartInterval: "at",
      Queue: "program",
    });
    expect(draftMapping(made, ABOUT).open).toEqual([]);
  });

  it("what Amazon Connect answered in 60 seconds is not all that was answered; an average beside it shows a total", () => {
    const made = suggest(`
Queue,StartInterval,Contacts queued,Contacts handled,Contacts abandoned,Contacts answered in 60 seconds,Agent interaction time,Average agent interaction time,Average queue answer time,Service level 60 seconds
Care,2024-03-01T00:00:00Z,63,60,3,50,05:00:00,00:05:00,00:00:12,79.37%
Care,2024-03-02T00:00:00Z,73,70,3,55,27:15:09,00:23:21,00:00:14,75.34%`);
    expect(targets(made)).toMatchObject({
      "Contacts answered in 60 seconds": "wait<=60",
      "Agent interaction time": "talkSeconds",
      "Contacts handled": "handled",
    });
    expect(Object.values(targets(made))).not.toContain("answered");
    expect(reading(made, "Average queue answer time")).toMatchObject({ times: "Contacts handled" });
    expect(reading(made, "Agent interaction time")).toEqual({ type: "seconds", unit: "hh:mm:ss" });
    expect(made.questions).toEqual([]);
  });

  it("NICE's mmddyyyy and a start time in a column of its own are one moment", () => {
    const made = suggest(
      `
contact_id|media_name|skill_name|agent_name|team_name|start_date|start_time|InQueue|Agent_Time|abandon|sla
881|Call|Care|Ana|Blue|03012024|09:12:58|12|230|N|1
882|Call|Care|Ben|Blue|03252024|19:45:00|33|180|N|0`,
      {},
      "|",
    );
    expect(made).toMatchObject({ kind: "contacts", preset: "nice" });
    expect(targets(made)).toMatchObject({
      start_date: "openedAt",
      start_time: "openedAt",
      sla: "madeSla",
      abandon: "abandoned",
    });
    expect(draftMapping(made, ABOUT)).toMatchObject({
      open: [],
      document: { fields: { openedAt: { columns: ["start_date", "start_time"], format: "MMddyyyy H:mm:ss" } } },
    });
  });

  it("Salesforce cases with US dates and an age in hours that the dates prove", () => {
    const made = suggest(`
Case Number,Case Owner,Case Origin,Date/Time Opened,Date/Time Closed,Status,Priority,Age (Hours)
00001,Ana,Email,3/14/2024 9:05 AM,3/15/2024 9:05 AM,Closed,High,24
00002,Ben,Phone,3/1/2024 1:00 PM,3/1/2024 4:00 PM,Closed,Low,3
00003,Ben,Phone,3/2/2024 1:00 PM,3/2/2024 7:00 PM,Closed,Low,6`);
    expect(made).toMatchObject({ kind: "contacts", preset: "salesforce", questions: [] });
    expect(reading(made, "Date/Time Opened")).toMatchObject({ format: ["M/d/yyyy h:mm a"] });
    expect(reading(made, "Age (Hours)")).toMatchObject({ unit: "h" });
    expect(draftMapping(made, ABOUT).open).toEqual([]);
  });

  it("the age of a Salesforce case that is open is no time to resolution", () => {
    const made = suggest(`
Case Number,Case Owner,Case Origin,Date/Time Opened,Date/Time Closed,Closed,Age (Hours)
00001,Ana,Email,3/14/2024 9:05 AM,3/15/2024 9:05 AM,1,24
00002,Ben,Phone,3/1/2024 1:00 PM,,0,700
00003,Ben,Phone,3/2/2024 1:00 PM,3/2/2024 7:00 PM,1,6`);
    expect(reading(made, "Age (Hours)")).toMatchObject({ unit: "h", when: { column: "Closed", is: ["1"] } });
  });

  it("ServiceNow's event log counts the last event of each incident", () => {
    const made = suggest(`
number,incident_state,reassignment_count,reopen_count,sys_mod_count,made_sla,opened_at,resolved_at,contact_type
INC1,New,0,0,0,true,29-02-2016 01:16,?,Phone
INC1,Resolved,1,0,3,true,29-02-2016 01:16,29-02-2016 11:29,Phone
INC2,New,0,0,0,true,01-03-2016 04:40,?,Phone
INC2,Closed,2,1,5,false,01-03-2016 04:40,03-03-2016 09:00,Phone`);
    expect(made).toMatchObject({
      kind: "contacts",
      preset: "servicenow",
      nulls: ["?"],
      collapse: { order: ["sys_mod_count"] },
    });
    expect(draftMapping(made, ABOUT)).toMatchObject({
      open: [],
      document: { collapse: { order: [{ number: { column: "sys_mod_count" } }] } },
    });
    expect(
      suggest("number,sys_mod_count,opened_at\nA,1,2024-01-01\nA,2,2024-01-01", { collapse: "none" }).collapse,
    ).toBeNull();
  });

  it("the plain template is read as it says", () => {
    const made = suggest(
      "external_id,opened_at,agent,answered,wait_seconds,talk_seconds,csat_score\na,2024-03-01T09:00:00Z,Ana,true,10,200,5\nb,2024-03-01T09:00:00Z,Ana,false,44,,",
    );
    expect(made).toMatchObject({ preset: "template", questions: [], missing: [] });
    expect(Object.values(targets(made))).toEqual([
      "externalId",
      "openedAt",
      "agent",
      "answered",
      "waitSeconds",
      "talkSeconds",
      "csatScore",
    ]);
  });

  it("German, Spanish and French headings are known", () => {
    const german = suggest(
      "Vorgangsnummer;Erstellt am;Mitarbeiter;Kanal;Wartezeit (Sek.);Gesprächszeit (Min.);Gelöst\n1;31.01.2024 08:00;Uwe;Telefon;12;3,5;Ja\n2;01.02.2024 09:30;Ute;Telefon;40;2,25;Nein",
      {},
      ";",
    );
    expect(targets(german)).toEqual({
      Vorgangsnummer: "externalId",
      "Erstellt am": "openedAt",
      Mitarbeiter: "agent",
      Kanal: "channel",
      "Wartezeit (Sek.)": "waitSeconds",
      "Gesprächszeit (Min.)": "talkSeconds",
      Gelöst: "resolved",
    });
    expect(reading(german, "Gesprächszeit (Min.)")).toMatchObject({ unit: "min", decimal: "," });
    expect(reading(german, "Gelöst")).toMatchObject({ trueValues: ["ja"], falseValues: ["nein"] });
    const spanish = suggest(
      "Fecha,Llamadas recibidas,Llamadas atendidas,Llamadas abandonadas\n31/01/2024,100,90,10\n01/02/2024,80,78,2",
    );
    expect(targets(spanish)).toEqual({
      Fecha: "day",
      "Llamadas recibidas": "offered",
      "Llamadas atendidas": "answered",
      "Llamadas abandonadas": "abandoned",
    });
    const french = suggest(
      "Date,Appels reçus,Appels traités,Appels abandonnés\n31/01/2024,100,90,10\n01/02/2024,80,78,2",
    );
    expect(Object.values(targets(french))).toEqual(["day", "offered", "answered", "abandoned"]);
  });

  it("quality reviews are recognized from contacts", () => {
    const made = suggest(
      "Evaluation ID,Evaluation Date,Agent,Ticket ID,QA Score,Max Score,Business Critical Error\n1,2024-03-01,Ana,T1,88,100,No\n2,2024-03-02,Ben,T2,95,100,Yes",
    );
    expect(made.kind).toBe("reviews");
    expect(targets(made)).toEqual({
      "Evaluation ID": "externalId",
      "Evaluation Date": "reviewedAt",
      Agent: "agent",
      "Ticket ID": "contactExternalId",
      "QA Score": "pointsEarned",
      "Max Score": "pointsPossible",
      "Business Critical Error": "businessCritical",
    });
    expect(draftMapping(made, ABOUT).open).toEqual([]);
  });
});
