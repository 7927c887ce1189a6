import { expect, it } from "vitest";
import { kindOfFile } from "./kind-of-file";

it.each([
  ["tickets-2026-01-31.csv", "tickets"],
  ["Desk tickets Feb 2026.xlsx", "Desk tickets"],
  ["desk_tickets_MARCH.csv", "desk tickets"],
  ["march.csv", "march"],
  ["marching orders.csv", "marching orders"],
  ["2026-01.csv", ""],
])("the name %s is of a file of the kind %j", (name, kind) => {
  expect(kindOfFile(name)).toBe(kind);
});
