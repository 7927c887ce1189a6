import { csvOf, dayAfter } from "./csv-of";

const DAYS = 150;

/** Daily totals of an invented call center: averages and shares, which count with the calls that they are of. */
export function dailyCallsCsv(): string {
  const days = Array.from({ length: DAYS }, (_, index) => {
    const incoming = index % 7 === 4 ? 30 + (index % 11) : 150 + ((index * 37) % 190);
    const abandoned = index % 7 === 4 ? index % 2 : 4 + ((index * 13) % 23);
    const answered = incoming - abandoned;
    return [
      dayAfter("2022-03-01", index),
      incoming,
      answered,
      (answered / incoming).toFixed(2),
      abandoned,
      2 + ((index * 5) % 31),
      95 + ((index * 17) % 71),
      30 + ((index * 41) % 380),
      (0.62 + ((index * 3) % 39) / 100).toFixed(2),
    ];
  });
  return csvOf([
    [
      "Fecha",
      "Incoming Calls",
      "Answered Calls",
      "Answer Rate",
      "Abandoned Calls",
      "Answer Speed (AVG)",
      "Talk Duration (AVG)",
      "Waiting Time (AVG)",
      "Service Level (20 Seconds)",
    ],
    ...days,
  ]);
}
