import { dayFromNumber } from "~/domain/calendar/day";
import type { SimulatedTotal } from "../simulated";
import type { Cell } from "./delimited";

export type TotalFile = {
  mapping: string;
  header: readonly string[];
  row(total: SimulatedTotal): readonly Cell[];
};

const hours = (total: SimulatedTotal, measure: string) => ((total.amounts[measure] ?? 0) / 3600).toFixed(4);
const whole = (total: SimulatedTotal, measure: string) => total.amounts[measure] ?? "";

const sliceCells = (total: SimulatedTotal) => [dayFromNumber(total.day), total.site, total.program];

const PEOPLE = ["headcountRequired", "headcountDelivered", "headcount", "leavers"] as const;
const PEOPLE_HEADER = ["FTE required", "FTE delivered", "Headcount", "Leavers"] as const;

/** A workforce tool's daily report in hours. */
export const WORKFORCE: TotalFile = {
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
  row: (total) => [
    ...sliceCells(total),
    hours(total, "scheduledSeconds"),
    hours(total, "adherentSeconds"),
    hours(total, "paidSeconds"),
    hours(total, "productiveSeconds"),
    hours(total, "unavailableSeconds"),
    hours(total, "availableSeconds"),
    hours(total, "deliveredSeconds"),
    ...PEOPLE.map((measure) => whole(total, measure)),
  ],
};

/** The same from a tool that reports shares as per cent strings beside the hours they belong to. */
export const WORKFORCE_SHARES: TotalFile = {
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
  row: (total) => {
    const share = (part: string, of: string) => {
      const base = total.amounts[of] ?? 0;
      return base === 0 ? "" : `${((100 * (total.amounts[part] ?? 0)) / base).toFixed(2)}%`;
    };
    return [
      ...sliceCells(total),
      hours(total, "scheduledSeconds"),
      share("adherentSeconds", "scheduledSeconds"),
      hours(total, "paidSeconds"),
      share("productiveSeconds", "paidSeconds"),
      share("unavailableSeconds", "paidSeconds"),
      hours(total, "availableSeconds"),
      hours(total, "deliveredSeconds"),
      ...PEOPLE.map((measure) => whole(total, measure)),
    ];
  },
};

/** Forecast and actual volume, what was open in the evening, and the orders behind it. */
export const VOLUMES: TotalFile = {
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
  row: (total) => [
    ...sliceCells(total),
    total.channel,
    whole(total, "forecastContacts"),
    whole(total, "forecastActual"),
    whole(total, "forecastAbsoluteError"),
    whole(total, "backlogOpen"),
    whole(total, "backlogAged"),
    whole(total, "orders"),
  ],
};

/** The invoice lines of the months that are over, dated the last day of the month. */
export const INVOICES: TotalFile = {
  mapping: "invoices",
  header: ["Service month end", "Program", "Amount USD"],
  row: (total) => [dayFromNumber(total.day), total.program, ((total.amounts["invoicedMinor"] ?? 0) / 100).toFixed(2)],
};
