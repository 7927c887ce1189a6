import { describe, expect, it } from "vitest";
import { parseShareQuestion } from "./share-question";

const TODAY = "2026-11-23";
const ask = (address: string) => parseShareQuestion(new URLSearchParams(address), TODAY);

describe("what a link is fixed to", () => {
  it("a scorecard: one vendor, its month and the twelve before it", () => {
    expect(ask("view=scorecard&vendor=lumina&period=2026-10&site=Manila&vs=last-year&page=4")).toEqual({
      view: "scorecard",
      parameters: { vendor: "lumina", period: "2026-10", site: "Manila", vs: "last-year" },
      vendorKey: "lumina",
      metric: null,
      sites: ["Manila"],
      programs: [],
      channels: [],
      fromDay: "2025-10-01",
      toDay: "2026-10-31",
      when: "October 2026",
    });
  });

  it("a portfolio: every vendor there is, by program and channel", () => {
    expect(ask("view=portfolio&period=2026-09&program=buyer+support")).toMatchObject({
      vendorKey: null,
      programs: ["buyer support"],
      fromDay: "2025-09-01",
      toDay: "2026-09-30",
    });
  });

  it.each(["2026-Q3", "2026-W40", "2026-10-15", "2026"])("no portfolio of %s, which no page shows", (period) => {
    expect(ask(`view=portfolio&period=${period}`)).toBeNull();
  });

  it("the same view that the link will show, where a name is given twice", () => {
    expect(ask("view=metric&metric=csat&by=vendor&by=site")).toBeNull();
    expect(ask("view=metric&metric=csat&by=site&by=vendor")).toMatchObject({
      vendorKey: null,
      parameters: { by: "vendor" },
    });
  });

  it("a metric: the days requested and as many before, or thirteen months to date, with the metric's own parameters", () => {
    expect(
      ask("view=metric&metric=service-level&vendor=lumina&from=2026-01-01&to=2026-10-31&thresholdSeconds=30"),
    ).toMatchObject({
      parameters: {
        metric: "service-level",
        vendor: "lumina",
        thresholdSeconds: "30",
        from: "2026-01-01",
        to: "2026-10-31",
      },
      fromDay: "2025-03-03",
      toDay: "2026-10-31",
      when: "1 Jan – 31 Oct 2026",
    });
    expect(ask("view=metric&metric=csat&vendor=lumina")).toMatchObject({
      vendorKey: "lumina",
      fromDay: "2024-10-09",
      toDay: TODAY,
    });
  });

  it("a metric of all partners, or of each of their sites: every vendor there is", () => {
    expect(ask("view=metric&metric=csat&by=vendor,site&from=2026-10-01&to=2026-10-31&channel=chat")).toMatchObject({
      parameters: { metric: "csat", by: "vendor,site", from: "2026-10-01", to: "2026-10-31", channel: "chat" },
      vendorKey: null,
      metric: "csat",
      channels: ["chat"],
      fromDay: "2026-08-31",
    });
  });

  it.each([
    "",
    "view=people",
    "view=scorecard&period=2026-10",
    "view=scorecard&vendor=lumina&period=2026-13",
    "view=portfolio",
    "view=metric",
    "view=metric&metric=csat",
    "view=metric&metric=csat&by=site",
    "view=metric&vendor=lumina&metric=csat&from=2026-02-30",
    "view=metric&vendor=lumina&metric=csat&from=2026-10-02&to=2026-10-01",
    "view=metric&vendor=lumina&metric=csat&to=later",
  ])("%j names no view", (address) => {
    expect(ask(address)).toBeNull();
  });
});
