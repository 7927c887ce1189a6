import { z } from "zod";
import { defineMetric } from "./metric-definition";
import { difference, figure, ratio, sumStated } from "../metric-value";
import type { MeasureRef } from "../measure-ref";
import { choiceLabel } from "./parameters";

const VOLUME_REFS: readonly MeasureRef[] = ["offered", "unqueued"];

export const volume = defineMetric({
  key: "volume",
  name: "Contact volume",
  shortName: "Volume",
  group: "volume",
  formula: "offered + contacts without a queue",
  description: "All contacts received, answered or not.",
  unit: "count",
  direction: "band",
  decimals: 0,
  kind: "count",
  sample: "contacts",
  parameters: {},
  labels: {},
  measures: () => VOLUME_REFS,
  evaluate: (amounts) => figure(sumStated(amounts, VOLUME_REFS)),
});

export const contactRate = defineMetric({
  key: "contact-rate",
  name: "Contact rate",
  shortName: "Contact rate",
  group: "volume",
  formula: "contacts ÷ orders",
  description: "Contacts per order, or per other imported business volume.",
  unit: "ratio",
  direction: "down",
  decimals: 3,
  sample: "orders",
  parameters: {},
  labels: {},
  measures: () => [...VOLUME_REFS, "orders"],
  evaluate: (amounts) => ratio(sumStated(amounts, VOLUME_REFS), amounts.orders),
});

export const forecastAccuracy = defineMetric({
  key: "forecast-accuracy",
  name: "Forecast accuracy",
  shortName: "Forecast",
  group: "volume",
  formula: "1 − Σ |actual − forecast| ÷ Σ forecast",
  description: "Forecast accuracy per day and slice. Over- and under-forecasts do not offset each other.",
  unit: "share",
  direction: "up",
  decimals: 1,
  sample: "contacts",
  parameters: { dividedBy: z.literal(["forecast", "actual"]).default("forecast") },
  labels: { dividedBy: choiceLabel("Divided by", { forecast: "forecast", actual: "actual" }) },
  formulaOf: ({ dividedBy }) => `1 − Σ |actual − forecast| ÷ Σ ${dividedBy}`,
  describe: ({ dividedBy }) => `÷ ${dividedBy}`,
  measures: ({ dividedBy }) => [
    "forecastAbsoluteError",
    dividedBy === "forecast" ? "forecastContacts" : "forecastActual",
  ],
  evaluate: (amounts, { dividedBy }) => {
    const base = dividedBy === "forecast" ? amounts.forecastContacts : amounts.forecastActual;
    return ratio(difference(base, amounts.forecastAbsoluteError), base);
  },
});

export const costPerContact = defineMetric({
  key: "cost-per-contact",
  name: "Cost per contact",
  shortName: "Cost/contact",
  group: "volume",
  formula: "invoiced ÷ handled",
  description: "Invoiced amount per handled contact, in the SOW currency.",
  unit: "money",
  direction: "down",
  decimals: 2,
  sample: "contacts",
  parameters: {},
  labels: {},
  measures: () => ["invoicedMinor", "handled"],
  evaluate: (amounts) => ratio(amounts.invoicedMinor, amounts.handled),
});

export const costPerResolution = defineMetric({
  key: "cost-per-resolution",
  name: "Cost per resolution",
  shortName: "Cost/resolution",
  group: "volume",
  formula: "invoiced ÷ resolved",
  description: "Invoiced amount per resolved contact, in the SOW currency.",
  unit: "money",
  direction: "down",
  decimals: 2,
  sample: "contacts",
  parameters: {},
  labels: {},
  measures: () => ["invoicedMinor", "resolved"],
  evaluate: (amounts) => ratio(amounts.invoicedMinor, amounts.resolved),
});
