import { addDays, type Day } from "~/domain/calendar/day";
import { daysOf } from "~/domain/calendar/day-range";

// The files of a small invented installation. Every figure follows from its index, so that two dumps of one code are the same.

/** A number from 0 to 1 that depends on nothing but the index. */
const chance = (index: number, salt: number) => (((index + 1) * 7919 + salt * 104_729) % 1000) / 1000;
const two = (value: number) => String(value).padStart(2, "0");
const csv = (header: string, rows: readonly (readonly (string | number)[])[]) =>
  `${[header, ...rows.map((row) => row.join(","))].join("\n")}\n`;

const AGENTS = ["Ana Sol", "Ben Oro", "Cal Nez", "Dee Paz"] as const;
const PROGRAMS = ["Billing", "Delivery"] as const;
const agentOf = (index: number) => AGENTS[index % AGENTS.length] ?? "";

const CALL_HEADER = "Call ID,Started,Queue,Agent,Caller,Waited,Talk,Outcome,Rating,Solved,State,Tongue";

/** Calls of some days. `revised`: as the partner states them later, with other ratings and waits. */
export function calls(range: { from: Day; until: Day }, { revised = false, draftsFrom = "9999-12-31" } = {}): string {
  const first = daysOf({ from: "2026-08-01", until: range.from }).length;
  const rows = daysOf(range).flatMap((day, dayIndex) =>
    [0, 1, 2].map((position) => {
      const index = (first + dayIndex) * 3 + position;
      const answered = chance(index, 1) > 0.12;
      const waited = Math.round(chance(index, 2) * 55) + (revised ? 2 : 0);
      const rated = answered && chance(index, 3) > 0.4;
      const rating = 1 + Math.floor(chance(index, revised ? 8 : 4) * 5);
      return [
        `Q${index}`,
        `${day} ${two(8 + position * 3)}:${two(index % 60)}`,
        PROGRAMS[index % 2] ?? "",
        answered ? agentOf(index) : "",
        `caller ${index % 60}`,
        `00:${two(waited)}`,
        answered ? 90 + Math.round(chance(index, 5) * 400) : "",
        answered ? "Answered" : "Abandoned",
        rated ? rating : "",
        answered && chance(index, 6) > 0.2 ? "yes" : "",
        day >= draftsFrom ? "draft" : "final",
        index % 5 === 0 ? "Español" : "English",
      ];
    }),
  );
  return csv(CALL_HEADER, rows);
}

export const CALLS = {
  key: "quill-calls",
  name: "Quill · calls",
  kind: "contacts",
  source: "quill-calls",
  file: { format: "csv", skipRowsWhen: [{ column: "Call ID", startsWith: ["Total "] }] },
  nulls: ["n/a"],
  timeZone: "Europe/Madrid",
  blanks: "keep",
  externalId: { column: "Call ID" },
  fields: {
    openedAt: { column: "Started", format: "yyyy-MM-dd HH:mm" },
    site: { lookup: { roster: "agent" } },
    team: { lookup: { roster: "agent" } },
    program: { column: "Queue" },
    channel: { constant: "Voice" },
    agent: { column: "Agent" },
    customer: { column: "Caller" },
    language: { column: "Tongue", values: { Español: "Spanish" }, otherwise: "keep" },
    answered: { column: "Outcome", trueValues: ["Answered"], falseValues: ["Abandoned"] },
    waitSeconds: { column: "Waited", unit: "mm:ss" },
    talkSeconds: { column: "Talk" },
    csatScore: { column: "Rating" },
    resolvedFirstContact: { column: "Solved", trueValues: ["yes"], falseValues: ["no"] },
    preliminary: { column: "State", trueValues: ["draft"], falseValues: ["final"] },
  },
} as const;

export const ROSTER_FILE = csv("Agent,Site,Team,From,To,Hired", [
  ["Ana Sol", "Vigo", "Red", "2026-01-01", "2026-09-14", "2024-03-01"],
  ["Ana Sol", "Porto", "Blue", "2026-09-15", "", "2024-03-01"],
  ["Ben Oro", "Vigo", "Red", "2026-01-01", "", "2025-06-01"],
  ["Cal Nez", "Porto", "Blue", "2026-01-01", "", "2026-01-01"],
  ["Dee Paz", "Porto", "Blue", "2026-01-01", "2026-10-31", "2026-01-01"],
]);
export const ROSTER = {
  key: "quill-roster",
  name: "Quill · roster",
  kind: "roster",
  source: "quill-roster",
  file: { format: "csv" },
  timeZone: "Europe/Madrid",
  fields: {
    agent: { column: "Agent" },
    site: { column: "Site" },
    team: { column: "Team" },
    startsOn: { column: "From", format: "yyyy-MM-dd" },
    endsOn: { column: "To", format: "yyyy-MM-dd" },
    hiredOn: { column: "Hired", format: "yyyy-MM-dd" },
  },
} as const;

export const HOURS_FILE = csv("Program,Weekdays,Date,Opens,Closes,Name", [
  ["Billing", '"1,2,3,4,5"', "", "09:00", "18:00", ""],
  ["Delivery", '"1,2,3,4,5,6"', "", "08:00", "20:00", ""],
  ["", "", "2026-10-12", "", "", "Holiday"],
]);
export const HOURS = {
  key: "quill-hours",
  name: "Quill · opening hours",
  kind: "calendar",
  source: "quill-hours",
  file: { format: "csv" },
  timeZone: "Europe/Madrid",
  fields: {
    program: { column: "Program" },
    weekdays: { column: "Weekdays" },
    date: { column: "Date", format: "yyyy-MM-dd" },
    opens: { column: "Opens", unit: "hh:mm" },
    closes: { column: "Closes", unit: "hh:mm" },
    name: { column: "Name" },
  },
} as const;

/** A row per event of a case: opened, answered, solved, sometimes reopened. */
export function caseEvents(range: { from: Day; until: Day }): string {
  const rows = daysOf(range).flatMap((day, index) => {
    const id = `C${index}`;
    const queue = PROGRAMS[index % 2] ?? "";
    const opened = `${day} 10:${two(index % 60)}`;
    const event = (at: string, step: number, what: string) => [id, at, step, what, opened, queue, agentOf(index)];
    const next = addDays(day, 1 + (index % 3));
    return [
      event(opened, 1, "Opened"),
      event(`${day} 15:${two(index % 60)}`, 2, "Answered"),
      event(`${next} 11:30`, 3, "Solved"),
      ...(index % 7 === 0 ? [event(`${next} 16:00`, 4, "Reopened")] : []),
    ];
  });
  return csv("Case,At,Step,What,Opened,Queue,Owner", rows);
}

const EVENT_AT = { column: "At", format: "yyyy-MM-dd HH:mm" } as const;
export const CASES = {
  key: "quill-cases",
  name: "Quill · cases",
  kind: "contacts",
  source: "quill-cases",
  file: { format: "csv" },
  timeZone: "Europe/Madrid",
  externalId: { column: "Case" },
  collapse: {
    order: [{ instant: EVENT_AT }, { number: { column: "Step" } }],
    keep: "last",
    events: [
      { as: "Answered at", column: "At", take: "first", when: [{ column: "What", is: ["Answered"] }] },
      {
        as: "Solved at",
        column: "At",
        take: "last",
        when: [{ column: "What", is: ["Solved"] }],
        unlessFollowedBy: [{ column: "What", is: ["Reopened"] }],
      },
      {
        as: "Received back",
        take: "first",
        when: [{ column: "What", is: ["Reopened"] }],
        after: [{ column: "What", is: ["Solved"] }],
      },
    ],
  },
  fields: {
    openedAt: { column: "Opened", format: "yyyy-MM-dd HH:mm" },
    program: { column: "Queue" },
    channel: { constant: "Email" },
    agent: { column: "Owner" },
    firstResponseSeconds: {
      between: {
        from: { column: "Opened", format: "yyyy-MM-dd HH:mm" },
        until: { column: "Answered at", format: "yyyy-MM-dd HH:mm" },
      },
    },
    resolutionSeconds: {
      between: {
        from: { column: "Opened", format: "yyyy-MM-dd HH:mm" },
        until: { column: "Solved at", format: "yyyy-MM-dd HH:mm" },
      },
    },
    resolved: { cases: [{ when: { column: "What", is: ["Solved"] }, value: "yes" }, { value: "no" }] },
    reopened: { column: "Received back" },
  },
} as const;

export function audits(range: { from: Day; until: Day }): string {
  const rows = daysOf(range)
    .filter((_, index) => index % 2 === 0)
    .map((day, index) => [
      `A${index}`,
      `${day} 17:00:00`,
      index % 3 === 0 ? "Vigo" : "Porto",
      PROGRAMS[index % 2] ?? "",
      agentOf(index),
      70 + Math.round(chance(index, 11) * 30),
      100,
      index % 9 === 0 ? "yes" : "no",
      index % 11 === 0 ? "yes" : "no",
      index % 4 === 0 ? "yes" : "no",
      index % 5 === 0 ? "yes" : "no",
    ]);
  return csv("Audit,Audited at,Site,Queue,Agent,Points,Of,User critical,Compliance critical,Decided,Found", rows);
}
export const AUDITS = {
  key: "quill-audits",
  name: "Quill · audits",
  kind: "reviews",
  source: "quill-audits",
  file: { format: "csv" },
  timeZone: "Europe/Madrid",
  externalId: { column: "Audit" },
  fields: {
    reviewedAt: { column: "Audited at", format: "yyyy-MM-dd HH:mm:ss" },
    site: { column: "Site" },
    program: { column: "Queue" },
    channel: { constant: "Voice" },
    agent: { column: "Agent" },
    pointsEarned: { column: "Points" },
    pointsPossible: { column: "Of" },
    endUserCritical: { column: "User critical" },
    complianceCritical: { column: "Compliance critical" },
    decidedPositive: { column: "Decided" },
    auditedPositive: { column: "Found" },
  },
} as const;

export function staffing(range: { from: Day; until: Day }): string {
  const rows = daysOf(range).flatMap((day, index) =>
    ["Vigo", "Porto"].map((site, at) => {
      const paid = 40 + ((index + at) % 9);
      return [
        day,
        site,
        paid,
        paid - 6.5,
        paid - 8.25,
        3.5,
        6 + at,
        6,
        index % 30 === 29 ? 1 : 0,
        31 + at,
        26 + at,
        paid - 9,
        paid - 7,
        12 + index,
        3,
        400,
      ];
    }),
  );
  return csv(
    "Date,Site,Paid h,Scheduled h,Adherent h,Away h,FTE due,FTE here,Left,Called,In 30 s,Busy h,Worked h,Open,Old,Orders",
    rows,
  );
}
export const STAFFING = {
  key: "staffing",
  name: "Staffing by day",
  kind: "totals",
  source: "staffing",
  file: { format: "csv" },
  timeZone: "Europe/Madrid",
  fields: {
    day: { column: "Date", format: "yyyy-MM-dd" },
    site: { column: "Site" },
    channel: { constant: "Back office" },
  },
  totals: [
    { measure: "paidSeconds", column: "Paid h", unit: "h" },
    { measure: "scheduledSeconds", column: "Scheduled h", unit: "h" },
    { measure: "adherentSeconds", column: "Adherent h", unit: "h" },
    { measure: "unavailableSeconds", column: "Away h", unit: "h" },
    { measure: "headcountRequired", column: "FTE due" },
    { measure: "headcountDelivered", column: "FTE here" },
    { measure: "headcount", column: "FTE here" },
    { measure: "leavers", column: "Left" },
    { measure: "offered", column: "Called" },
    { measure: "answered", column: "In 30 s" },
    { measure: "wait<=30", column: "In 30 s" },
    { measure: "productiveSeconds", column: "Busy h", unit: "h" },
    { measure: "deliveredSeconds", column: "Worked h", unit: "h" },
    { measure: "availableSeconds", column: "Away h", unit: "h" },
    { measure: "backlogOpen", column: "Open" },
    { measure: "backlogAged", column: "Old" },
    { measure: "orders", column: "Orders" },
  ],
} as const;

/** Totals by agent: a column per month and figure. */
export const BY_AGENT_FILE = csv(
  "Agent,Sep 2026 Handled,Sep 2026 Minutes,Oct 2026 Handled,Oct 2026 Minutes",
  AGENTS.map((agent, at) => [agent, 120 + at, 610.5 + at * 10, 133 + at, 702.25 + at * 10]),
);
export const BY_AGENT = {
  key: "quill-by-agent",
  name: "Quill · chats by agent",
  kind: "totals",
  source: "quill-by-agent",
  file: { format: "csv" },
  timeZone: "Europe/Madrid",
  blanks: "erase",
  period: "month",
  unpivot: {
    columns: {
      dateFormat: "MMM yyyy",
      figures: [
        { as: "Handled", after: " Handled" },
        { as: "Minutes", after: " Minutes" },
      ],
    },
    headingAs: "Month",
  },
  fields: {
    day: { column: "Month", format: "MMM yyyy" },
    agent: { column: "Agent" },
    channel: { constant: "Chat" },
  },
  totals: [
    { measure: "handled", column: "Handled" },
    { measure: "handleKnown", column: "Handled" },
    { measure: "handleSeconds", column: "Minutes", unit: "min" },
  ],
} as const;

export const FORECAST_FILE = csv("Week of,Queue,Forecast,Received", [
  ["2026-10-05", "Billing", 70, 77],
  ["2026-10-12", "Billing", 71, 66],
  ["2026-10-26", "Billing", 70, 70],
  ["2026-10-26", "Delivery", 63, 80],
]);
export const FORECAST = {
  key: "quill-forecast",
  name: "Quill · weekly forecast",
  kind: "totals",
  source: "quill-forecast",
  file: { format: "csv" },
  timeZone: "Europe/Madrid",
  period: "week",
  fields: { day: { column: "Week of", format: "yyyy-MM-dd" }, program: { column: "Queue" } },
  totals: [
    { measure: "forecastContacts", column: "Forecast" },
    { measure: "forecastActual", column: "Received" },
  ],
} as const;

export const INVOICE_FILE = csv("Month,Program,Amount,Currency", [
  ["2026-08", "Billing", "1234.50", "EUR"],
  ["2026-09", "Billing", "1301.07", "EUR"],
  ["2026-10", "Billing", "1288.88", "EUR"],
  ["2026-10", "Billing", "11.12", "EUR"],
]);
export const INVOICES = {
  key: "quill-invoices",
  name: "Quill · invoices",
  kind: "totals",
  source: "quill-invoices",
  file: { format: "csv" },
  timeZone: "Europe/Madrid",
  sameIds: "number",
  period: "month",
  fields: { day: { column: "Month", format: "yyyy-MM" }, program: { column: "Program" } },
  totals: [{ measure: "invoicedMinor", column: "Amount", factor: 100, currency: { column: "Currency", is: ["EUR"] } }],
} as const;

/** Tickets of two partners in one file, told apart by a column; some lines cannot be read. */
export function tickets(range: { from: Day; until: Day }): string {
  const rows = daysOf(range).flatMap((day, dayIndex) =>
    [0, 1].map((position) => {
      const index = dayIndex * 2 + position;
      const hours = 1 + Math.round(chance(index, 21) * 40);
      const handled = chance(index, 22) > 0.1;
      return [
        index % 40 === 7 ? "" : `T${index}`,
        index % 9 === 4 ? "Quill S.L." : "Birch Ltd",
        index % 50 === 13 ? "soon" : `${day} 09:${two(index % 60)}`,
        addDays(day, 2),
        handled ? addDays(day, index % 4) : "",
        handled ? (hours / 2).toFixed(1) : "",
        handled ? hours : "",
        index % 4 === 0 ? "High" : "Low",
        index % 3 === 0 ? Math.floor(chance(index, 23) * 11) : "",
        index % 6 === 0 ? "yes" : "no",
        index % 7 === 0 ? "yes" : "no",
        index % 5 === 0 ? "yes" : "no",
        index % 10 === 0 ? "yes" : "no",
      ];
    }),
  );
  return csv(
    "Ticket,Partner,Opened,Due,Done,First reply h,Solved h,Urgency,Recommend,Moved,Raised,Appealed,Overturned",
    rows,
  );
}
export const TICKETS = {
  key: "desk-tickets",
  name: "Tickets of both partners",
  kind: "contacts",
  source: "desk-tickets",
  file: { format: "csv" },
  timeZone: "Europe/Lisbon",
  vendor: { column: "Partner", values: { "Quill S.L.": "quill", "Birch Ltd": "birch" } },
  externalId: { column: "Ticket" },
  fields: {
    openedAt: { column: "Opened", format: "yyyy-MM-dd HH:mm" },
    channel: { constant: "Ticket" },
    site: {
      cases: [{ when: { column: "Urgency", is: ["High"] }, value: "Lisbon" }, { value: "Braga" }],
    },
    severity: { column: "Urgency" },
    dueAt: { column: "Due", format: "yyyy-MM-dd" },
    doneAt: { column: "Done", format: "yyyy-MM-dd" },
    firstResponseSeconds: { column: "First reply h", unit: "h" },
    resolutionSeconds: { column: "Solved h", unit: "h" },
    npsScore: { column: "Recommend" },
    transferred: { column: "Moved" },
    escalated: { column: "Raised" },
    appealed: { column: "Appealed" },
    appealDecided: { column: "Appealed" },
    overturned: { column: "Overturned", when: { column: "Appealed", is: ["yes"] } },
  },
} as const;
