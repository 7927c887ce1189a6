import { csvOf } from "./csv-of";

const TICKETS = 200;
const LINES = ["Rides", "Delivery", "Eats", "Freight", "Support"];
const SITES = ["Brazil", "India", "Mexico", "Philippines", "USA"];

const moment = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ");

/** Tickets of an invented ride-hailing desk: pending ones carry an end too, some have no rating, and a span in hours goes with its moments. */
export function ridesTicketsCsv(): string {
  const tickets = Array.from({ length: TICKETS }, (_, index) => {
    const opened = Date.UTC(2025, 0, 1) + ((index * 34_567) % 5_000_000) * 1_000;
    const seconds = index % 4 === 2 ? 0 : 600 + ((index * 91_193) % 3_900_000);
    return [
      (0x10_00_00_00 + index * 7_654_321).toString(16),
      String(1_001 + ((index * 7) % 43)),
      LINES[index % 5] ?? "",
      SITES[(index * 3 + Math.floor(index / 5)) % 5] ?? "",
      moment(opened),
      moment(opened + seconds * 1_000),
      index % 8 === 5 ? "Pending" : "Resolved",
      index % 20 === 7 ? "" : (1 + (((index * 11) % 17) % 5)).toFixed(1),
      Number.isInteger(seconds / 3_600) ? (seconds / 3_600).toFixed(1) : String(seconds / 3_600),
    ];
  });
  return csvOf([
    [
      "ticket_id",
      "agent_id",
      "lob",
      "site",
      "created_at",
      "resolved_at",
      "status",
      "customer_rating",
      "resolution_time",
    ],
    ...tickets,
  ]);
}
