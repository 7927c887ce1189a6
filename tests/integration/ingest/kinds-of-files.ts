/** A small file of a kind that leads astray: what has to be answered of it, and the figures that it then comes to. */
export type KindOfFile = {
  what: string;
  /** As it is called, where its name says something of its rows. */
  fileName?: string;
  file: string;
  requested?: string[];
  answers?: string[];
  columns: string;
  are: Record<string, number | boolean | null>;
};

export const KINDS_OF_FILES: readonly KindOfFile[] = [
  {
    what: "totals of all queues are not counted again once they are stated to be totals",
    file: `Date,Queue,Calls Offered,Calls Answered,Calls Abandoned,AHT
2026-03-02,Billing,100,90,10,300
2026-03-02,Sales,50,45,5,200
2026-03-02,All queues,150,135,15,266.67
2026-03-03,Billing,120,100,20,310
2026-03-03,Sales,60,60,0,210
2026-03-03,All queues,180,160,20,272.5
`,
    requested: ["subtotals:Queue"],
    answers: ["subtotals:Queue=totals"],
    columns: "sum(offered)::int AS offered",
    are: { offered: 330 },
  },
  {
    what: "cases are opened when they were created and done when they were resolved",
    file: `Case Number,Created On,Modified On,Resolved On,Status
C1,2026-03-01 10:00,2026-03-09 08:00,2026-03-02 10:00,Resolved
C2,2026-03-03 10:00,2026-03-10 08:00,2026-03-03 18:00,Resolved
`,
    columns: "count(*)::int AS days, sum(handled)::int AS handled, max(day) = '2026-03-03' AS last",
    are: { days: 2, handled: 2, last: true },
  },
  {
    what: "tickets are in time by when they were resolved, not closed",
    file: `Ticket ID,Status,Priority,Agent,Created time,Due by Time,Resolved time,Closed time,Resolution status
101,Closed,High,A1,2026-03-02 08:00:00,2026-03-03 08:00:00,2026-03-02 12:30:00,2026-03-04 12:30:00,Within SLA
102,Closed,Low,A2,2026-03-02 09:00:00,2026-03-05 09:00:00,2026-03-04 09:00:00,2026-03-06 09:00:00,Within SLA
103,Closed,Low,A2,2026-03-03 09:00:00,2026-03-04 09:00:00,2026-03-06 09:00:00,2026-03-08 09:00:00,SLA Violated
104,Resolved,Low,A2,2026-03-03 09:00:00,2026-03-05 09:00:00,2026-03-04 09:00:00,,Within SLA
`,
    columns: "sum(due)::int AS due, sum(done_in_sla)::int AS done",
    are: { due: 4, done: 3 },
  },
  {
    what: "a report by agent is totals whose times add up to the handle time",
    file: `Agent,Date,Calls Handled,Talk Time,Hold Time,Wrap Time
Ann A,2026-03-31,410,30:45:00,02:16:40,05:07:30
Bob B,2026-03-31,380,28:30:00,01:54:00,04:45:00
Cleo C,2026-03-31,120,11:00:00,00:40:00,01:30:00
`,
    columns: "sum(handled)::int AS handled, round(sum(handle_seconds) / sum(handle_known))::int AS aht",
    are: { handled: 910, aht: 342 },
  },
  {
    what: "averages of a queue report count with what the queue handled",
    file: `Date,Queue,Calls Handled,Avg Talk Time,Avg Wrap Time
2026-03-02,Billing,100,00:05:00,00:01:00
2026-03-02,Sales,50,00:04:00,00:02:00
`,
    columns: "round(sum(handle_seconds) / sum(handle_known))::int AS aht",
    are: { aht: 360 },
  },
  {
    what: "a plain score from 0 to 10 is a recommendation",
    file: `Response ID,Date,Score (0-10),Agent
R1,2026-03-02,10,A
R2,2026-03-02,6,A
R3,2026-03-03,9,B
R4,2026-03-03,4,B
R5,2026-03-04,8,A
`,
    columns:
      "sum(nps_promoters)::int AS up, sum(nps_detractors)::int AS down, sum(nps_responses)::int AS all, sum(csat_responses)::int AS csat",
    are: { up: 2, down: 2, all: 5, csat: null },
  },
  {
    what: "neutral answers count as answers",
    file: `Ticket ID,Created at,Satisfaction
${Array.from({ length: 10 }, (_, at) => `${at + 1},2026-03-02 10:0${at},${at < 6 ? "Good" : at < 8 ? "Neutral" : "Bad"}`).join("\n")}
`,
    columns: "sum(csat_responses)::int AS answers, sum(csat_score_sum)::int AS scores",
    are: { answers: 10, scores: 38 },
  },
  {
    what: "a split report is not wide",
    file: `Date,Split/Skill,ACD Calls,Aban Calls,Avg Speed Ans,% Ans Calls
3/2/2026,Billing,120,6,14,95.2
3/3/2026,Billing,110,9,18,92.4
3/14/2026,Sales,60,2,9,96.8
`,
    requested: ["unit:Avg Speed Ans"],
    answers: ["unit:Avg Speed Ans=s"],
    columns: "sum(answered)::int AS answered, sum(abandoned)::int AS abandoned",
    are: { answered: 290, abandoned: 17 },
  },
  {
    what: "a measure per row names itself",
    file: `Indicateur;janv. 2026;févr. 2026;mars 2026
Appels reçus;1000;1100;1200
Appels décrochés;900;1000;1100
Appels abandonnés;100;100;100
`,
    columns: "sum(offered)::int AS offered, sum(answered)::int AS answered, sum(abandoned)::int AS abandoned",
    are: { offered: 3300, answered: 3000, abandoned: 300 },
  },
  {
    what: "an abandoned count that cannot be is left out once it is stated to be wrong",
    file: `date,queue,calls_received,calls_answered,calls_abandoned
2026-01-01,A,1006,966,1006
`,
    requested: ["counts:offered"],
    answers: ["counts:offered=calls_abandoned"],
    columns: "sum(offered)::int AS offered, sum(answered)::int AS answered, sum(abandoned)::int AS abandoned",
    are: { offered: 1006, answered: 966, abandoned: null },
  },
  {
    what: "durations of 1,500 s are fifteen hundred seconds once the decimal sign is stated to be the point",
    file: `Call ID;Created at;Talk time
1;2026-03-02 10:00;1,500 s
2;2026-03-02 11:00;1,250 s
3;2026-03-02 12:00;90 s
`,
    requested: ["decimal"],
    answers: ["decimal=."],
    columns: "sum(talk_seconds)::float AS talk",
    are: { talk: 2840 },
  },
  {
    what: "hours of all sites are not counted again once they are stated to be totals",
    file: `Date,Site,Scheduled Hours,Adherent Hours
2026-03-02,Lima,412.5,400.25
2026-03-02,Cebu,430.25,410.5
2026-03-02,Everywhere,842.75,810.75
`,
    requested: ["subtotals:Site"],
    answers: ["subtotals:Site=totals"],
    columns: "sum(scheduled_seconds)::float AS scheduled",
    are: { scheduled: 3_033_900 },
  },
  {
    what: "days whose order is answered stay as answered",
    file: `Date;Queue;Calls Offered;Calls Answered;Service Level %
3/4/2026;Billing;100;90;80%
3/5/2026;Billing;120;100;85%
3/6/2026;Billing;110;99;90%
`,
    requested: ["date-order:/yyyy", "limit:Service Level %"],
    answers: ["date-order:/yyyy=mdy", "limit:Service Level %=20"],
    columns: "min(day) = '2026-03-04' AS first, max(day) = '2026-03-06' AS last, sum(offered)::int AS offered",
    are: { first: true, last: true, offered: 330 },
  },
  {
    what: "satisfaction on another scale is asked for its scale",
    file: `Response ID,Date,CSAT (1-10),Agent
R1,2026-03-02,10,A
R2,2026-03-02,6,A
R3,2026-03-03,9,B
R4,2026-03-03,4,B
R5,2026-03-04,8,A
`,
    requested: ["scale:CSAT (1-10)"],
    answers: ["scale:CSAT (1-10)=1-10"],
    columns: "sum(csat_responses)::int AS answers, max(csat_score_sum) <= 10 AS scaled",
    are: { answers: 5, scaled: true },
  },
  {
    what: "a 0 on a scale of 1 to 5 is requested",
    file: `Ticket ID,Created at,CSAT
${[0, 1, 2, 3, 4, 5, 5, 4, 0, 3].map((score, at) => `${at + 1},2026-03-02 10:0${at},${score}`).join("\n")}
`,
    requested: ["zero:CSAT"],
    answers: ["zero:CSAT=blank"],
    columns: "sum(csat_responses)::int AS answers, sum(csat_score_sum)::int AS scores",
    are: { answers: 8, scores: 27 },
  },
  {
    what: "a word that nobody knows among scores is requested",
    file: `Ticket ID,Created at,Satisfaction
${Array.from({ length: 10 }, (_, at) => `${at + 1},2026-03-02 10:0${at},${at < 6 ? "Good" : at < 7 ? "Meh" : "Bad"}`).join("\n")}
`,
    requested: ["score-word:Satisfaction:meh"],
    answers: ["score-word:Satisfaction:meh=3"],
    columns: "sum(csat_responses)::int AS answers, sum(csat_score_sum)::int AS scores",
    are: { answers: 10, scores: 36 },
  },
  {
    what: "a share and its relatives are one measure",
    file: `Date,Calls Offered,Calls Answered,SLA_Actual,SLA_Gap,SLA_Target
2026-03-02,1000,900,0.82,0.02,0.80
2026-03-03,1100,1000,0.78,-0.02,0.80
`,
    requested: ["share-of:SLA_Actual", "limit:SLA_Actual"],
    answers: ["share-of:SLA_Actual=Calls Offered", "limit:SLA_Actual=20"],
    columns:
      "sum(offered)::int AS offered, sum(parameter_counts[(SELECT id FROM rollup_parameter WHERE measure = 'wait<=20')])::int AS within",
    are: { offered: 2100, within: 1678 },
  },
  {
    what: "an exact count goes before its share",
    file: `date,queue,calls_received,calls_answered,answer_rate,abandoned,abandon_rate
2026-01-01,A,1006,966,96.02%,40,3.98%
2026-01-02,A,900,890,98.89%,10,1.11%
`,
    columns: "sum(offered)::int AS offered, sum(answered)::int AS answered, sum(abandoned)::int AS abandoned",
    are: { offered: 1906, answered: 1856, abandoned: 50 },
  },
  {
    what: "several events of a ticket are one case from its first to its last",
    file: `Ticket,Changed at,Field,Old value,New value
T1,2026-03-02 08:00,Status,,New
T1,2026-03-02 09:00,Status,New,Open
T1,2026-03-02 12:00,Status,Open,Resolved
T1,2026-03-03 08:00,Status,Resolved,Reopened
T1,2026-03-03 12:00,Status,Reopened,Resolved
T2,2026-03-02 10:00,Status,,New
T2,2026-03-02 10:30,Status,New,Open
T2,2026-03-02 11:00,Status,Open,Resolved
`,
    columns: "sum(handled)::int AS cases, sum(reopened)::int AS reopened, sum(resolution_seconds)::int AS resolution",
    are: { cases: 2, reopened: 1, resolution: 28 * 3_600 + 3_600 },
  },
  {
    what: "the last row of a ticket that stands there twice counts",
    file: `Ticket ID,Status,Opened at,Updated at
1,Open,2026-03-02 08:00,2026-03-02 08:00
1,Resolved,2026-03-02 08:00,2026-03-02 12:00
2,Open,2026-03-02 09:00,2026-03-02 09:00
2,Resolved,2026-03-02 09:00,2026-03-02 11:00
`,
    columns: "sum(handled)::int AS cases, sum(resolved)::int AS resolved",
    are: { cases: 2, resolved: 2 },
  },
  {
    what: "durations are read however they are spelled, and dots put the day first",
    file: `Call ID,Start,Talk time,Hold time,Resolution time,Wrap-up
1,01.03.2026 10:00,0 days 00:03:33,18:25 min,2 hours 15 minutes,2m 30s
2,02.03.2026 10:00,0 days 00:02:33,08:25 min,1d 4h,1m 30s
`,
    columns:
      "sum(talk_seconds)::int AS talk, sum(hold_seconds)::int AS hold, sum(resolution_seconds)::int AS resolution, sum(wrap_seconds)::int AS wrap, min(day) = '2026-03-01' AS first",
    are: { talk: 366, hold: 1_610, resolution: 8_100 + 100_800, wrap: 240, first: true },
  },
  {
    what: "totals of weeks are spread over their days",
    file: `Week starting,Queue,Calls offered,Calls answered
2026-03-02,Billing,700,650
2026-03-09,Billing,710,660
2026-03-16,Billing,720,670
`,
    requested: ["period:Week starting"],
    answers: ["period:Week starting=week-from"],
    columns: "count(*)::int AS days, sum(offered)::int AS offered, max(offered)::int AS most",
    are: { days: 21, offered: 2_130, most: 103 },
  },
  {
    what: "of two durations the one in call is talk",
    file: `Call ID,Start,duration (in call),duration (total)
1,2026-03-02 10:00,00:03:00,00:04:00
2,2026-03-02 11:00,00:05:00,00:06:30
`,
    columns: "sum(talk_seconds)::int AS talk",
    are: { talk: 480 },
  },
  {
    what: "rows without an id may be named by their other cells",
    file: `Opened at,Agent,Topic
2026-03-01 10:00,Ann,Billing
2026-03-02 11:00,Bob,Sales
2026-03-02 12:00,Ann,Sales
`,
    requested: ["column:externalId"],
    answers: ["column:externalId=+key"],
    columns: "sum(unqueued)::int AS contacts",
    are: { contacts: 3 },
  },
  {
    what: "a quality score counts by the column that it is stated to weigh by, and occupancy by the handle time",
    file: `Date,Site,Calls handled,AHT,Occupancy,Adherence %,Quality score
2026-03-02,Cebu,400,300,80%,95%,91.5
2026-03-03,Cebu,420,310,75%,94%,90.5
`,
    requested: ["volume:Adherence %", "volume:Quality score"],
    answers: ["volume:Adherence %=none", "volume:Quality score=Calls handled"],
    columns:
      "sum(available_seconds)::int AS available, sum(points_earned)::int AS points, sum(points_possible)::int AS possible, sum(adherent_seconds) IS NULL AS dropped",
    are: { available: 30_000 + 43_400, points: 366 + 380, possible: 820, dropped: true },
  },
  {
    what: "adherence counts by the scheduled hours beside it",
    file: `Date,Team,Scheduled hours,Adherence
2026-03-02,Red,80,95%
2026-03-02,Blue,20,90%
`,
    columns: "sum(adherent_seconds)::int AS adherent, sum(scheduled_seconds)::int AS scheduled",
    are: { adherent: 94 * 3_600, scheduled: 100 * 3_600 },
  },
  {
    what: "average scores and average times count with their answers and contacts",
    file: `Date,Queue,Calls handled,Average CSAT score,CSAT responses,Avg first response time (min)
2026-03-02,Billing,100,4.2,20,3.5
2026-03-03,Billing,110,4.5,22,3.0
`,
    columns:
      "sum(csat_score_sum)::int AS scores, sum(csat_responses)::int AS answers, sum(first_response_seconds)::int AS seconds, sum(first_response_known)::int AS known",
    are: { scores: 183, answers: 42, seconds: 40_800, known: 210 },
  },
  {
    what: "grades whose best is 1 are not turned around once that is stated",
    file: `Ticket ID,Created at,Zufriedenheit
1,2026-03-02 10:00,1 - sehr gut
2,2026-03-02 11:00,1 - sehr gut
3,2026-03-02 12:00,5 - mangelhaft
`,
    requested: ["scale:Zufriedenheit"],
    answers: ["scale:Zufriedenheit=5-1"],
    columns: "sum(csat_score_sum)::float AS sum, sum(csat_responses)::int AS responses",
    are: { sum: 11, responses: 3 },
  },
  {
    what: "numbers whose heading says that 1 is the best are kept the other way round",
    file: `Ticket ID;Created at;Zufriedenheit (1 = sehr gut, 6 = ungenügend)
1;2026-03-02 10:00;1
2;2026-03-02 11:00;6
3;2026-03-02 12:00;1
`,
    requested: ["scale:Zufriedenheit (1 = sehr gut, 6 = ungenügend)"],
    answers: ["scale:Zufriedenheit (1 = sehr gut, 6 = ungenügend)=6-1"],
    columns: "sum(csat_score_sum)::float AS sum, sum(csat_responses)::int AS responses",
    are: { sum: 11, responses: 3 },
  },
  {
    what: "totals of months are about every day of the month that a cell names",
    file: `Month,Queue,Calls Offered,Calls Answered
Mar 2026,Billing,3100,2790
Apr 2026,Billing,3000,2700
`,
    columns:
      "sum(offered)::int AS offered, count(*)::int AS days, min(day) = '2026-03-01' AS first, max(day) = '2026-04-30' AS last, max(offered)::int AS most",
    are: { offered: 6100, days: 61, first: true, last: true, most: 100 },
  },
  {
    what: "totals without a day are of the month in the name of the file once that is stated",
    fileName: "Calls March 2026.csv",
    file: `Queue,Calls Offered,Calls Answered
Billing,3100,2790
Sales,1550,1240
`,
    requested: ["name:day"],
    answers: ["name:day=month"],
    columns:
      "sum(offered)::int AS offered, count(DISTINCT day)::int AS days, min(day) = '2026-03-01' AS first, max(day) = '2026-03-31' AS last",
    are: { offered: 4650, days: 31, first: true, last: true },
  },
  {
    what: "months named in another language are months",
    file: `Monat;Queue;Angebotene Anrufe;Angenommene Anrufe
März 2026;Billing;3100;2790
Mai 2026;Billing;3100;2790
`,
    columns: "sum(offered)::int AS offered, count(*)::int AS days, max(day) = '2026-05-31' AS last",
    are: { offered: 6200, days: 62, last: true },
  },
  {
    what: "six digits are months once they are stated to be",
    file: `Date,Queue,Calls Offered,Calls Answered
202603,Billing,3100,2790
202604,Billing,3000,2700
`,
    requested: ["whole:Date"],
    answers: ["whole:Date=month"],
    columns: "sum(offered)::int AS offered, count(*)::int AS days, max(day) = '2026-04-30' AS last",
    are: { offered: 6100, days: 61, last: true },
  },
  {
    what: "a month with two digits of its year is asked about",
    file: `Date,Queue,Calls Offered,Calls Answered
03/26,Billing,3100,2790
04/26,Billing,3000,2700
`,
    requested: ["whole:Date"],
    answers: ["whole:Date=month"],
    columns: "sum(offered)::int AS offered, count(*)::int AS days, max(day) = '2026-04-30' AS last",
    are: { offered: 6100, days: 61, last: true },
  },
  {
    what: "weeks numbered as ISO 8601 does are from Monday to Sunday",
    file: `Week,Queue,Calls Offered,Calls Answered
2026-W10,Billing,700,630
2026-W11,Billing,1400,1260
`,
    columns:
      "sum(offered)::int AS offered, count(*)::int AS days, min(day) = '2026-03-02' AS first, max(day) = '2026-03-15' AS last",
    are: { offered: 2100, days: 14, first: true, last: true },
  },
  {
    what: "weeks numbered in another form are asked about",
    file: `Week,Queue,Calls Offered,Calls Answered
Week 10 2026,Billing,700,630
Week 11 2026,Billing,1400,1260
`,
    requested: ["whole:Week"],
    answers: ["whole:Week=iso"],
    columns:
      "sum(offered)::int AS offered, count(*)::int AS days, min(day) = '2026-03-02' AS first, max(day) = '2026-03-15' AS last",
    are: { offered: 2100, days: 14, first: true, last: true },
  },
  {
    what: "a queue log without headings is a contact per call, with its wait and its talk time",
    file: `1772442000|1772442000.1|billing|NONE|DID|18005550100
1772442001|1772442000.1|billing|NONE|ENTERQUEUE||5551|1
1772442011|1772442000.1|billing|Agent/101|CONNECT|10|1772442000.2|3
1772442020|1772442020.3|billing|NONE|ENTERQUEUE||5552|1
1772442026|1772442020.3|billing|Agent/102|RINGNOANSWER|5000||
1772442050|1772442020.3|billing|NONE|ABANDON|1|1|30
1772442131|1772442000.1|billing|Agent/101|COMPLETEAGENT|10|120|1
1772442140|1772442140.4|sales|NONE|ENTERQUEUE||5553|1
1772442145|1772442140.4|sales|Agent/102|CONNECT|5|1772442140.5|2
1772442225|1772442140.4|sales|Agent/102|COMPLETECALLER|5|80|1
1772442230|1772442230.6|sales|NONE|ENTERQUEUE||5554|1
1772442290|1772442230.6|sales|NONE|EXITWITHTIMEOUT|1|1|60
1772442300|NONE|sales|Agent/102|REMOVEMEMBER|||
`,
    columns: `sum(offered)::int AS offered, sum(answered)::int AS answered, sum(abandoned)::int AS abandoned,
      sum(wait_seconds)::float AS wait, sum(talk_seconds)::float AS talk`,
    are: { offered: 4, answered: 2, abandoned: 1, wait: 15, talk: 200 },
  },
  {
    what: "a log without headings whose events are unknown is asked for its cases, and none of its events is a contact",
    file: `2026-03-02 09:00:00;K-1;Rechnung;E10
2026-03-02 09:00:30;K-1;Rechnung;E20
2026-03-02 09:01:00;K-2;Verkauf;E10
2026-03-02 09:01:45;K-2;Verkauf;E40
2026-03-02 09:04:00;K-1;Rechnung;E30
2026-03-02 09:05:00;K-3;Rechnung;E10
2026-03-02 09:05:12;K-3;Rechnung;E20
2026-03-02 09:06:12;K-3;Rechnung;E30
`,
    requested: ["case-column", "resolving-event"],
    answers: ["case-column=#2", "resolving-event=e30"],
    columns: "(SELECT count(*)::int FROM contact) AS contacts, sum(resolved)::int AS resolved",
    are: { contacts: 3, resolved: 2 },
  },
  {
    what: "averages and shares of a measure per row are left out only once that is stated",
    file: `Metric;Jan 2026;Feb 2026
Calls Offered;1000;1100
Calls Answered;900;1000
AHT (s);300;310
Service Level %;80;75
`,
    requested: ["wide-averages"],
    answers: ["wide-averages=none"],
    columns: "sum(offered)::int AS offered, sum(answered)::int AS answered, sum(handle_seconds)::float AS handle",
    are: { offered: 2100, answered: 1900, handle: null },
  },
  {
    what: "a row per measure is read into the measure that it names",
    file: `Date,Queue,Measure,Value
2026-03-02,Billing,Offered,100
2026-03-02,Billing,Answered,90
2026-03-02,Billing,Abandoned,10
2026-03-02,Billing,Answered within 20 s,80
2026-03-02,Billing,Talk time,07:30:00
2026-03-02,Sales,Offered,50
2026-03-02,Sales,Answered,45
2026-03-02,Sales,Abandoned,5
2026-03-02,Sales,Answered within 20 s,40
2026-03-02,Sales,Talk time,03:45:00
`,
    columns: `sum(offered)::int AS offered, sum(answered)::int AS answered, sum(abandoned)::int AS abandoned,
      sum(talk_seconds)::float AS talk, count(DISTINCT program)::int AS queues, (SELECT count(*)::int FROM contact) AS contacts`,
    are: { offered: 150, answered: 135, abandoned: 15, talk: 40500, queues: 2, contacts: 0 },
  },
  {
    what: "counts, averages and shares of a row per measure are not added together, nor are totals of all queues",
    file: `Date;Queue;KPI;Count
2026-03-02;Billing;Offered;100
2026-03-02;Billing;Answered;90
2026-03-02;Billing;AHT;00:05:00
2026-03-02;Billing;Service level;80,5 %
2026-03-02;Billing;Smiles;400
2026-03-02;Sales;Offered;50
2026-03-02;Sales;Answered;45
2026-03-02;Sales;AHT;00:04:00
2026-03-02;Sales;Service level;78,5 %
2026-03-02;Sales;Smiles;300
2026-03-02;All queues;Offered;150
2026-03-02;All queues;Answered;135
2026-03-02;All queues;AHT;00:04:40
2026-03-02;All queues;Service level;79,8 %
2026-03-02;All queues;Smiles;700
`,
    requested: ["wide-averages", "subtotals:Queue"],
    answers: ["wide-averages=none", "subtotals:Queue=totals"],
    columns: "sum(offered)::int AS offered, sum(answered)::int AS answered, sum(handle_seconds)::float AS handle",
    are: { offered: 150, answered: 135, handle: null },
  },
  {
    what: "a row per outcome or measure under another heading is requested, and is not added up once it names measures",
    file: `Date,Queue,Type,Count
2026-03-02,Billing,Offered,100
2026-03-02,Billing,Answered,90
2026-03-02,Billing,Abandoned,10
2026-03-03,Billing,Offered,50
2026-03-03,Billing,Answered,45
2026-03-03,Billing,Abandoned,5
`,
    requested: ["measure-per-row"],
    answers: ["measure-per-row=rows"],
    columns: "sum(offered)::int AS offered, sum(answered)::int AS answered, sum(abandoned)::int AS abandoned",
    are: { offered: 150, answered: 135, abandoned: 15 },
  },
  {
    what: "a row per month, queue and measure in German counts for its month, with commas before decimals",
    file: `Monat;Warteschlange;Kennzahl;Wert
03/2026;Rechnung;Angebotene Anrufe;1.240
03/2026;Rechnung;Angenommene Anrufe;930
03/2026;Rechnung;Gesprächszeit (h);77,5
03/2026;Verkauf;Angebotene Anrufe;620
03/2026;Verkauf;Angenommene Anrufe;310
03/2026;Verkauf;Gesprächszeit (h);25,75
`,
    columns: `sum(offered)::int AS offered, sum(answered)::int AS answered, round(sum(talk_seconds))::int AS talk,
      count(DISTINCT day)::int AS days`,
    are: { offered: 1860, answered: 1240, talk: 371700, days: 31 },
  },
];
