import { z } from "zod";
import { choiceLabel } from "./catalog/parameters";

/** How the time between two events of a contact is counted. */
const CLOCKS = ["clock", "business"] as const;
export type Clock = (typeof CLOCKS)[number];

export const clockParameter = z.enum(CLOCKS).default("clock");
export const clockLabel = choiceLabel<Clock>("Time basis", { clock: "clock time", business: "business hours" });
export const inHours = (clock: Clock) => (clock === "clock" ? "" : " in business hours");

export const CLOCK_LABELS =
  "Counts clock time or, if the contract says so, the business hours of the program’s calendar.";
