import { withFields, type Trap } from "./trap";

const score = withFields({ csatScore: { column: "Score" } });
const HEAD = "Id,Opened,Score\n";
const STATUS_HEAD = "Id,Opened,Score,Stand\n";
const byStatus = withFields({
  csatScore: { column: "Score" },
  preliminary: { column: "Stand", trueValues: ["vorläufig"], falseValues: ["endgültig"] },
});
const TOTALS = {
  kind: "totals",
  externalId: undefined,
  fields: { day: { column: "Day", format: "yyyy-MM-dd" } },
};

/** What several rows say of one thing. */
export const ROW_TRAPS: readonly Trap[] = [
  {
    trap: "an id twice with the same values is one",
    files: [`${HEAD}1,2026-01-05,5\n1,2026-01-05,5\n`],
    mapping: score,
    counts: { read: 2, rejected: 0, new: 1 },
    stored: { "1": { csat_score: 5 } },
  },
  {
    trap: "an id twice with different values is not chosen between",
    files: [`${HEAD}1,2026-01-05,5\n1,2026-01-05,4\n2,2026-01-05,3\n`],
    mapping: score,
    problems: ["duplicate-id", "duplicate-id"],
    stored: { "2": { csat_score: 3 } },
  },
  {
    trap: "the same file again changes nothing",
    files: [`${HEAD}1,2026-01-05,5\n`, `${HEAD}1,2026-01-05,5\n`],
    mapping: score,
    counts: { new: 0, changed: 0, unchanged: 1 },
  },
  {
    trap: "a restated file replaces by id what differs",
    files: [`${HEAD}1,2026-01-05,5\n2,2026-01-05,5\n`, `${HEAD}1,2026-01-05,2\n2,2026-01-05,5\n3,2026-01-05,1\n`],
    mapping: score,
    counts: { new: 1, changed: 1, unchanged: 1 },
    stored: { "1": { csat_score: 2 }, "2": { csat_score: 5 }, "3": { csat_score: 1 } },
  },
  {
    trap: "a blank does not erase a known value",
    files: [`${HEAD}1,2026-01-05,5\n`, `${HEAD}1,2026-01-05,\n`],
    mapping: score,
    stored: { "1": { csat_score: 5 } },
  },
  {
    trap: "preliminary and final rows of one id are distinguished: the final one counts",
    files: [
      "Id,Opened,Score,Stand\n1,2026-01-05,5,vorläufig\n1,2026-01-05,4,endgültig\n2,2026-01-05,3,vorläufig\n3,2026-01-05,2,wer weiß\n",
    ],
    mapping: byStatus,
    counts: { read: 4, accepted: 3, new: 2, superseded: 1, rejected: 1 },
    problems: ["unknown-word"],
    stored: { "1": { csat_score: 4, preliminary: null }, "2": { csat_score: 3, preliminary: true } },
  },
  {
    trap: "preliminary rows that come after the final ones change nothing",
    files: [`${STATUS_HEAD}1,2026-01-05,4,endgültig\n`, `${STATUS_HEAD}1,2026-01-05,1,vorläufig\n`],
    mapping: byStatus,
    counts: { new: 0, changed: 0, unchanged: 0, superseded: 1 },
    stored: { "1": { csat_score: 4, preliminary: null } },
  },
  {
    trap: "of a row per event the last final one counts, whatever preliminary ones come later",
    files: [
      "Id,Opened,Step,Score,Stand\n1,2026-01-05,1,2,endgültig\n1,2026-01-05,2,4,endgültig\n1,2026-01-05,3,5,vorläufig\n",
    ],
    mapping: { ...byStatus, collapse: { order: [{ number: { column: "Step" } }] } },
    counts: { read: 3, accepted: 2, new: 1, superseded: 1, rejected: 0 },
    stored: { "1": { csat_score: 4, preliminary: null } },
  },
  {
    trap: "a row per event instead of per ticket: the last event counts",
    files: [`Id,Opened,Step,Score\n1,2026-01-05,2,4\n1,2026-01-05,10,5\n1,2026-01-05,1,1\n2,2026-01-05,1,3\n`],
    mapping: { ...score, collapse: { order: [{ number: { column: "Step" } }] } },
    counts: { read: 4, accepted: 2, rejected: 0 },
    stored: { "1": { csat_score: 5 }, "2": { csat_score: 3 } },
  },
  {
    trap: "an older event that comes in a later file changes nothing",
    files: [
      "Id,Opened,Step,Score\n1,2026-01-05,3,5\n2,2026-01-05,1,3\n",
      "Id,Opened,Step,Score\n1,2026-01-05,2,4\n2,2026-01-05,2,1\n",
    ],
    mapping: { ...score, collapse: { order: [{ number: { column: "Step" } }] } },
    counts: { read: 2, accepted: 2, new: 0, changed: 1, unchanged: 0, superseded: 1 },
    stored: { "1": { csat_score: 5 }, "2": { csat_score: 1 } },
  },
  {
    trap: "an averaged percentage with its volume is a sum of both",
    files: ["Day,SL,Offered\n2026-01-05,50%,10\n2026-01-06,80%,30\n"],
    mapping: {
      ...TOTALS,
      totals: [
        { measure: "wait<=20", column: "SL", times: "Offered", unit: "percent" },
        { measure: "offered", column: "Offered" },
      ],
    },
    counts: { rejected: 0 },
    sums: { "wait<=20": 29, offered: 40 },
  },
  {
    trap: "an averaged percentage without its volume is refused",
    files: ["Day,SL\n2026-01-05,50%\n"],
    mapping: { ...TOTALS, totals: [{ measure: "wait<=20", column: "SL", unit: "percent" }] },
    refused: "mapping-invalid",
  },
  {
    trap: "an average with its volume is a sum",
    files: ["Day,ASA,Answered\n2026-01-05,0:10,3\n2026-01-06,0:20,1\n"],
    mapping: {
      ...TOTALS,
      totals: [
        { measure: "answered", column: "Answered" },
        { measure: "waitSeconds", column: "ASA", times: "Answered", unit: "mm:ss" },
      ],
    },
    sums: { answered: 4, waitSeconds: 50 },
  },
];
