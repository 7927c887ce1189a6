import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ratio } from "~/domain/metrics/metric-value";
import type { MeasuredFigure } from "~/domain/scorecards/scorecard-view";
import { MeasuredFigures } from "./measured-figures";

const response: MeasuredFigure = {
  metric: "first-response-time",
  name: "First response time",
  detail: "median",
  unit: "seconds",
  decimals: 0,
  isRatio: false,
  parameters: {},
  from: "2023-08-01",
  until: "2023-09-01",
  value: ratio(1_200, 1),
  preliminary: null,
  beforePart: null,
  before: ratio(119_880, 1),
};
const shown = (measured: readonly MeasuredFigure[]) =>
  renderToStaticMarkup(
    createElement(MeasuredFigures, {
      linked: false,
      rowsReadable: false,
      view: {
        partner: { key: "shop-care", name: "Shop Care" },
        period: {
          key: "2023-08",
          kind: "month",
          label: "August 2023",
          shortLabel: "Aug 2023",
          from: "2023-08-01",
          to: "2023-08-31",
        },
        comparedWith: "July 2023",
        currency: null,
        requested: { site: null, program: null, channel: null },
        measured,
      },
    }),
  ).replace(/<[^>]*>/g, "|");

describe("a month's figures that no SOW judges", () => {
  it("stand under months that are named alike", () => {
    expect(shown([response])).toMatch(/\|August 2023\|+July 2023\|/);
  });
});
