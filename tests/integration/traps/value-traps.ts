import { inOrder, oneColumn, withFields, type Trap } from "./trap";

const csat = (more: object = {}) => withFields({ csatScore: { column: "X", ...more } });
const talk = (unit: string, more: object = {}) => withFields({ talkSeconds: { column: "X", unit, ...more } });
const at = (format: unknown, texts: readonly string[]): Pick<Trap, "files" | "mapping"> => ({
  files: [`Id;Opened\n${texts.map((text, index) => `${index + 1};${text}\n`).join("")}`],
  mapping: withFields({}, format),
});
const opened = (values: readonly string[]) =>
  inOrder(
    "opened_at",
    values.map((value) => `${value}:00.000Z`),
  );

/** How the text of a cell becomes a value. Times are of Madrid: an hour ahead of UTC in winter, two in summer. */
export const VALUE_TRAPS: readonly Trap[] = [
  {
    trap: "decimal commas",
    files: [oneColumn(["4,5", "1.234,5", "1 234,5", "-0,25"])],
    mapping: csat({ decimal: "," }),
    stored: inOrder("csat_score", [4.5, 1_234.5, 1_234.5, -0.25]),
  },
  {
    trap: "thousands separators: comma, space, no-break spaces, apostrophes",
    files: [oneColumn(["1,234.5", "1 234.5", "1\u00a0234.5", "1\u202f234.5", "1'234.5", "1’234.5"])],
    mapping: csat(),
    stored: inOrder(
      "csat_score",
      Array.from({ length: 6 }, () => 1_234.5),
    ),
  },
  {
    trap: "a decimal comma where points were expected is rejected, not multiplied",
    files: [oneColumn(["4,5", "4.5"])],
    mapping: csat(),
    counts: { accepted: 1, rejected: 1 },
    problems: ["not-a-number"],
    stored: { "2": { csat_score: 4.5 } },
  },
  {
    trap: "percent strings and fractions",
    files: [oneColumn(["85%", "85.3 %", "0.853"])],
    mapping: csat(),
    stored: inOrder("csat_score", [0.85, 0.853, 0.853]),
  },
  {
    trap: "percents without their sign",
    files: [oneColumn(["85", "0.00%", "85.3%"])],
    mapping: csat({ unit: "percent" }),
    stored: inOrder("csat_score", [0.85, 0, 0.853]),
  },
  {
    trap: "29-02-2016, which only days first explain",
    ...at("dd-MM-yyyy HH:mm", ["29-02-2016 01:16", "03-04-2024 01:16"]),
    stored: opened(["2016-02-29T00:16", "2024-04-02T23:16"]),
  },
  {
    trap: "03/04/2024 as the mapping says, days first",
    ...at("dd/MM/yyyy", ["03/04/2024"]),
    stored: opened(["2024-04-02T22:00"]),
  },
  {
    trap: "03/04/2024 as the mapping says, months first; the 13th month is none",
    ...at("MM/dd/yyyy", ["03/04/2024", "13/04/2024"]),
    counts: { accepted: 1, rejected: 1 },
    problems: ["not-a-date"],
    stored: { "1": { opened_at: "2024-03-03T23:00:00.000Z" } },
  },
  {
    trap: "mmddyyyy, and an empty date where it is needed",
    ...at("MMddyyyy", ["03042024", ""]),
    counts: { accepted: 1, rejected: 1 },
    problems: ["blank"],
    stored: { "1": { opened_at: "2024-03-03T23:00:00.000Z" } },
  },
  {
    trap: "Excel serial dates as text, with either decimal sign",
    ...at("excel-serial", ["45355.5", "45355,5", "45355"]),
    stored: opened(["2024-03-04T11:00", "2024-03-04T11:00", "2024-03-03T23:00"]),
  },
  {
    trap: "clocks of 12 hours",
    ...at("MM/dd/yyyy hh:mm a", ["03/04/2024 12:05 AM", "03/04/2024 12:05 PM", "03/04/2024 01:05 pm"]),
    stored: opened(["2024-03-03T23:05", "2024-03-04T11:05", "2024-03-04T12:05"]),
  },
  {
    trap: "ISO times with and without offsets; a stated one wins over the zone",
    ...at("iso", [
      "2024-03-04T05:06Z",
      "2024-03-04T05:06:00+05:30",
      "2024-03-04 05:06",
      "2024-03-04T05:06:00.000-0300",
    ]),
    stored: opened(["2024-03-04T05:06", "2024-03-03T23:36", "2024-03-04T04:06", "2024-03-04T08:06"]),
  },
  {
    trap: "of the hour that the clocks repeat the first is meant; the hour they skip is rejected",
    ...at("yyyy-MM-dd HH:mm", ["2026-10-25 02:30", "2026-10-25 03:30", "2026-03-29 02:30"]),
    counts: { accepted: 2, rejected: 1 },
    problems: ["skipped-by-the-clocks"],
    stored: { "1": { opened_at: "2026-10-25T00:30:00.000Z" }, "2": { opened_at: "2026-10-25T02:30:00.000Z" } },
  },
  {
    trap: "two forms of date in one column",
    ...at(["dd/MM/yyyy", "yyyy-MM-dd"], ["04/03/2024", "2024-03-04"]),
    stored: opened(["2024-03-03T23:00", "2024-03-03T23:00"]),
  },
  {
    trap: "months by their names in other languages; a word that names none is rejected",
    ...at(
      ["d. MMMM yyyy HH:mm", "d-MMM-yy HH:mm", "d MMM yyyy HH:mm"],
      ["3. März 2026 10:00", "12-ene-26 10:00", "5 févr. 2026 10:00", "3. Brumaire 2026 10:00"],
    ),
    counts: { accepted: 3, rejected: 1 },
    problems: ["not-a-date"],
    stored: opened(["2026-03-03T09:00", "2026-01-12T09:00", "2026-02-05T09:00"]),
  },
  {
    trap: "letters for zones: those of one meaning are read, of the others only what the mapping says",
    files: [
      "Id;Opened\n1;2026-01-05 10:00 EST\n2;2026-07-06 10:00 CEST\n3;2026-01-05 10:00 IST\n4;2026-01-05 10:00 CST\n",
    ],
    mapping: { fields: { openedAt: { column: "Opened", format: "yyyy-MM-dd HH:mm zzz", zones: { IST: "+05:30" } } } },
    counts: { accepted: 3, rejected: 1 },
    problems: ["unclear-zone"],
    stored: opened(["2026-01-05T15:00", "2026-07-06T08:00", "2026-01-05T04:30"]),
  },
  {
    trap: "0.02.23 durations",
    files: [oneColumn(["0.02.23", "0.02.73"])],
    mapping: talk("h.mm.ss"),
    counts: { accepted: 1, rejected: 1 },
    problems: ["not-a-duration"],
    stored: { "1": { talk_seconds: 143 } },
  },
  {
    trap: "durations above 24 hours",
    files: [oneColumn(["27:10:05", "00:00:12.5", "1:02:03"])],
    mapping: talk("hh:mm:ss"),
    stored: inOrder("talk_seconds", [97_805, 12.5, 3_723]),
  },
  {
    trap: "1:02 as minutes and seconds",
    files: [oneColumn(["1:02", "75:00"])],
    mapping: talk("mm:ss"),
    stored: inOrder("talk_seconds", [62, 4_500]),
  },
  {
    trap: "1:02 as hours and minutes",
    files: [oneColumn(["1:02", "75:00"])],
    mapping: talk("hh:mm"),
    stored: inOrder("talk_seconds", [3_720, 270_000]),
  },
  {
    trap: "milliseconds",
    files: [oneColumn(["1500", "1,500"])],
    mapping: talk("ms"),
    stored: inOrder("talk_seconds", [1.5, 1.5]),
  },
  {
    trap: "minutes, hours and days with decimals",
    files: [oneColumn(["1,5"])],
    mapping: withFields({
      talkSeconds: { column: "X", unit: "min", decimal: "," },
      holdSeconds: { column: "X", unit: "h", decimal: "," },
      resolutionSeconds: { column: "X", unit: "d", decimal: "," },
    }),
    stored: { "1": { talk_seconds: 90, hold_seconds: 5_400, resolution_seconds: 129_600 } },
  },
  {
    trap: "words that mean nothing was stated",
    files: [oneColumn(["?", "-", "N/A", "n/a", "#DIV/0!", "NULL", "(blank)", "", "5"])],
    mapping: { ...csat(), nulls: ["?", "-", "N/A", "#DIV/0!", "NULL", "(blank)"] },
    counts: { accepted: 9, rejected: 0 },
    stored: inOrder("csat_score", [null, null, null, null, null, null, null, null, 5]),
  },
  {
    trap: "a word for nothing that the mapping does not know is rejected, not taken for zero",
    files: [oneColumn(["#N/A", "5"])],
    mapping: csat(),
    counts: { accepted: 1, rejected: 1 },
    problems: ["not-a-number"],
  },
];
