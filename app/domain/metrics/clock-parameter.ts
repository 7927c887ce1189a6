import { z } from "zod";
import { choiceLabel } from "./catalog/parameters";

/** How the time between two events of a contact is counted. */
const CLOCKS = ["clock", "business"] as const;
export type Clock = (typeof CLOCKS)[number];

export const clockParameter = z.enum(CLOCKS).default("clock");
export const clockLabel = choiceLabel<Clock>("Time counted", { clock: "by the clock", business: "in business hours" });
export const inHours = (clock: Clock) => (clock === "clock" ? "" : " in business hours");

export const CLOCK_LABELS =
  "Time passes by the clock, or in the business hours of the program's calendar where the contract counts those only.";
