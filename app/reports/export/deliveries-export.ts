import { deliveryName, scheduleText } from "~/wording/contracts/delivery-schedule";
import { DELIVERY_LABELS } from "~/wording/deliveries/deliveries";
import { EXPECTED_FILES_EXPORT as text } from "~/wording/deliveries/expected-files-export";
import type { DeliveriesView } from "~/domain/deliveries/deliveries-view";
import { addDays } from "~/domain/calendar/day";
import { momentInZone } from "~/domain/calendar/moment";
import { dayCell, momentCell, type ExportFile } from "./export-file";

/** Every period of every file that is expected, a row each; a file without periods has one row. */
export function deliveriesExport({ lines, timeZone, now }: DeliveriesView): ExportFile {
  const at = (moment: Date | null) => (moment === null ? null : momentCell(momentInZone(moment, timeZone)));
  const rows = lines.flatMap(({ partner, delivery, origin, status, results }) => {
    const { kind, source } = delivery;
    const definedIn = origin.by === "sow" ? text.sowVersion(origin.version) : text.schedule;
    const file = [partner.key, partner.name, deliveryName(delivery), kind, source ?? "", scheduleText(delivery)];
    const expected = [...file, definedIn, text.scheduleStatus[status]];
    if (results.length === 0) return [expected];
    return results.map(({ range, dueAt, inTimeUntil, state, receivedAt, rows: received, usualRows, daysMissing }) => [
      ...expected,
      dayCell(range.from),
      dayCell(addDays(range.until, -1)),
      at(dueAt),
      at(inTimeUntil),
      DELIVERY_LABELS[state].word.toLowerCase(),
      at(receivedAt),
      received,
      usualRows,
      daysMissing.join(" "),
    ]);
  });
  const about = [
    ["Plumbline", text.title],
    [text.asOf, momentInZone(now, timeZone)],
    [text.timeZone, timeZone],
  ] as const;
  return { name: "expected-files", about, header: text.columns, rows };
}
