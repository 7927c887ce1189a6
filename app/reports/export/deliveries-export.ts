import { deliveryName, scheduleWords } from "~/domain/contracts/delivery-schedule";
import type { ArrivalsView } from "~/domain/deliveries/deliveries-view";
import { addDays } from "~/domain/calendar/day";
import { momentInZone } from "~/domain/calendar/moment";
import { dayCell, momentCell, type ExportFile } from "./export-file";

const HEADER = [
  "partner",
  "partner name",
  "file",
  "kind",
  "source",
  "schedule",
  "said by",
  "standing",
  "first day",
  "last day",
  "due",
  "in time until",
  "state",
  "complete or last came",
  "rows",
  "usual rows",
  "days missing",
];

/** Every period of every file that is owed, a row each; a file without periods has one row. */
export function arrivalsExport({ lines, timeZone, now }: ArrivalsView): ExportFile {
  const at = (moment: Date | null) => (moment === null ? null : momentCell(momentInZone(moment, timeZone)));
  const rows = lines.flatMap(({ partner, delivery, origin, standing, arrivals }) => {
    const { kind, source } = delivery;
    const saidBy = origin.by === "sow" ? `SOW version ${origin.version}` : "schedule";
    const file = [partner.key, partner.name, deliveryName(delivery), kind, source ?? "", scheduleWords(delivery)];
    const owed = [...file, saidBy, standing];
    if (arrivals.length === 0) return [owed];
    return arrivals.map(({ range, dueAt, inTimeUntil, state, arrivedAt, rows: came, usualRows, daysMissing }) => [
      ...owed,
      dayCell(range.from),
      dayCell(addDays(range.until, -1)),
      at(dueAt),
      at(inTimeUntil),
      state,
      at(arrivedAt),
      came,
      usualRows,
      daysMissing.join(" "),
    ]);
  });
  const about = [
    ["Plumbline", "arrivals"],
    ["as of", momentInZone(now, timeZone)],
    ["time zone", timeZone],
  ] as const;
  return { name: "arrivals", about, header: HEADER, rows };
}
