import { dayFromNumber } from "~/domain/calendar/day";
import type { SimulatedTally } from "../simulated";
import type { Cell } from "./delimited";

export type TallyFile = {
  mapping: string;
  header: readonly string[];
  row(tally: SimulatedTally): readonly Cell[];
};

const hours = (tally: SimulatedTally, measure: string) => ((tally.amounts[measure] ?? 0) / 3600).toFixed(4);
const whole = (tally: SimulatedTally, measure: string) => tally.amounts[measure] ?? "";

const sliceCells = (tally: SimulatedTally) => [dayFromNumber(tally.day), tally.site, tally.program];

const PEOPLE = ["headcountRequired", "headcountDelivered", "headcount", "leavers"] as const;
const PEOPLE_HEADER = ["FTE required", "FTE delivered", "Headcount", "Leavers"] as const;

/** A workforce tool's daily report in hours. */
export const WORKFORCE: TallyFile = {
  mapping: "workforce",
  header: [
    "Date",
    "Site",
    "Program",
    "Scheduled hours",
    "Adherent hours",
    "Paid hours",
    "Productive hours",
    "Unavailable hours",
    "Available hours",
    "Delivered hours",
    ...PEOPLE_HEADER,
  ],
  row: (tally) => [
    ...sliceCells(tally),
    hours(tally, "scheduledSeconds"),
    hours(tally, "adherentSeconds"),
    hours(tally, "paidSeconds"),
    hours(tally, "productiveSeconds"),
    hours(tally, "unavailableSeconds"),
    hours(tally, "availableSeconds"),
    hours(tally, "deliveredSeconds"),
    ...PEOPLE.map((measure) => whole(tally, measure)),
  ],
};

/** The same from a tool that reports shares as per cent strings beside the hours they belong to. */
export const WORKFORCE_SHARES: TallyFile = {
  mapping: "workforce-shares",
  header: [
    "Date",
    "Site",
    "Program",
    "Scheduled hours",
    "Adherence",
    "Paid hours",
    "Utilization",
    "Shrinkage",
    "Available hours",
    "Delivered hours",
    ...PEOPLE_HEADER,
  ],
  row: (tally) => {
    const share = (part: string, of: string) => {
      const total = tally.amounts[of] ?? 0;
      return total === 0 ? "" : `${((100 * (tally.amounts[part] ?? 0)) / total).toFixed(2)}%`;
    };
    return [
      ...sliceCells(tally),
      hours(tally, "scheduledSeconds"),
      share("adherentSeconds", "scheduledSeconds"),
      hours(tally, "paidSeconds"),
      share("productiveSeconds", "paidSeconds"),
      share("unavailableSeconds", "paidSeconds"),
      hours(tally, "availableSeconds"),
      hours(tally, "deliveredSeconds"),
      ...PEOPLE.map((measure) => whole(tally, measure)),
    ];
  },
};

/** Forecast and actual volume, what was open in the evening, and the orders behind it. */
export const VOLUMES: TallyFile = {
  mapping: "volumes",
  header: [
    "Date",
    "Site",
    "Program",
    "Channel",
    "Forecast",
    "Actual",
    "Deviation",
    "Open at close",
    "Open too long",
    "Orders",
  ],
  row: (tally) => [
    ...sliceCells(tally),
    tally.channel,
    whole(tally, "forecastContacts"),
    whole(tally, "forecastActual"),
    whole(tally, "forecastAbsoluteError"),
    whole(tally, "backlogOpen"),
    whole(tally, "backlogAged"),
    whole(tally, "orders"),
  ],
};

/** The invoice lines of the months that are over, dated the last day of the month. */
export const INVOICES: TallyFile = {
  mapping: "invoices",
  header: ["Service month end", "Program", "Amount USD"],
  row: (tally) => [dayFromNumber(tally.day), tally.program, ((tally.amounts["invoicedMinor"] ?? 0) / 100).toFixed(2)],
};
