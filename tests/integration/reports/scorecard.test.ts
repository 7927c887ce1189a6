import { beforeAll, describe, expect, test } from "vitest";
import { registerParameters } from "~/data/rollups/parameters.server";
import { rollUpDays } from "~/data/rollups/roll-up-days.server";
import { daysOf } from "~/domain/calendar/day-range";
import { contactAmounts } from "~/domain/metrics/contact-amounts";
import { metricOf } from "~/domain/metrics/catalog/catalog";
import { periodAmounts } from "~/domain/metrics/period-amounts";
import { quantileOf } from "~/domain/metrics/quantile";
import { loadPortfolio } from "~/reports/scorecards/portfolio.server";
import { readPortfolioQuestion } from "~/reports/scorecards/portfolio-question";
import { lineOfCell } from "~/domain/scorecards/portfolio-view";
import { scorecardExport } from "~/reports/export/view-exports";
import { readScorecardQuestion } from "~/reports/scorecards/scorecard-question";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { csvText } from "../../support/csv-text";
import { createTestDatabase } from "../../support/database";
import { clock, contactsOf, makeJudgedVendor, storeContacts, type TestContact } from "./judged-data";
import { lead, makeVendor, partnerOf } from "./tiny-data";

describe("a month's page", async () => {
  const db = await createTestDatabase();
  const contacts = contactsOf(1);
  let [alpha, beta] = [0, 0];

  beforeAll(async () => {
    await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
    alpha = await makeJudgedVendor(db, "alpha", "Alpha");
    beta = await makeJudgedVendor(db, "beta", "Beta");
    await makeVendor(db, "gamma", "Gamma");
    await registerParameters(db, ["csat>=4", "wait<=20"], null);
    await storeContacts(db, alpha, contacts);
    await storeContacts(db, beta, contactsOf(2));
  });

  const ask = (address: string) => new URLSearchParams(address);
  const scorecard = (vendor: string, period: string, address = "", viewer = lead()) =>
    loadScorecard(db, viewer, readScorecardQuestion(vendor, period, ask(address)), { clock });
  const inMonth = (month: string) => contacts.filter(({ day }) => day.startsWith(month));

  /** The figure by folding the rows with the pure domain, a way of its own to the number. */
  function folded(
    rows: readonly TestContact[],
    metric: "csat" | "service-level" | "asa",
    parameters: Record<string, number>,
  ) {
    const reading = metricOf(metric).readParameters(parameters);
    if (!reading.ok) throw new Error("parameters");
    const refs = metricOf(metric).measures(reading.parameters);
    const days = rows.map((row) => ({ vendorId: 1, day: row.day, amounts: contactAmounts(row, refs, clock()) }));
    return metricOf(metric).evaluate(periodAmounts(days, refs), reading.parameters, {
      range: { from: "2026-10-01", until: "2026-11-01" },
    });
  }

  test("gives the same numbers as folding the rows, from the roll-up, from the facts and for percentiles", async () => {
    const view = await scorecard("alpha", "2026-10");
    const line = (id: string) => view?.lines.find((one) => one.id === id)?.result.value;
    const october = inMonth("2026-10");
    expect(line("csat")).toEqual(folded(october, "csat", {}));
    const voice = october.filter(({ channel }) => channel === "Voice");
    expect(line("sl")).toEqual(folded(voice, "service-level", { variant: 1, thresholdSeconds: 20 }));
    const times = october.flatMap((row) => row.firstResponseSeconds ?? []).toSorted((a, b) => a - b);
    expect(line("frt")).toMatchObject({ value: quantileOf(times, 0.5), n: times.length });
  });

  test("is judged by the version in force then", async () => {
    const september = await scorecard("alpha", "2026-09");
    const october = await scorecard("alpha", "2026-10");
    expect(september?.sow?.version).toBe(1);
    expect(september?.lines[0]?.judgment).toMatchObject({ verdict: "met", expected: 0.2 });
    expect(october?.sow).toMatchObject({ version: 2, amendment: "More satisfaction." });
    expect(october?.lines[0]?.judgment).toMatchObject({ verdict: "missed", expected: 0.99, minimum: 0.98 });
    expect(october?.lines[0]?.streak).toEqual({ belowExpected: 1, missed: 1 });
    expect(october?.summary.code).toBe("missed-critical");
    expect(october?.lines[0]?.history.expected.slice(-2)).toEqual([
      { level: 0.2, periods: expect.any(Number) },
      { level: 0.99, periods: 1 },
    ]);
    expect(october?.lines[0]?.history.verdict).toBe("missed");
  });

  test("a partner without a contract shows what was measured, and nothing is judged", async () => {
    const delta = await makeVendor(db, "delta", "Delta");
    await storeContacts(db, delta, contacts);
    const view = await scorecard("delta", "2026-10");
    expect(view).toMatchObject({ gap: "no-sow", lines: [], score: null, summary: { judged: 0 } });
    const measured = (metric: string) => view?.measured.find((one) => one.metric === metric);
    expect(measured("csat")?.value).toEqual(folded(inMonth("2026-10"), "csat", {}));
    expect(measured("csat")?.before).toEqual(folded(inMonth("2026-09"), "csat", {}));
    expect(measured("nps")).toBeUndefined();
    expect((await scorecard("alpha", "2026-10"))?.measured).toEqual([]);
    const since = { ...lead(), scope: { ...lead().scope, fromDay: "2026-10-01" } };
    expect((await scorecard("delta", "2026-10", "", since))?.measured.map(({ before }) => before.status)).not.toContain(
      "measured",
    );
    await db.inside.contact.deleteMany({ where: { vendorId: delta } });
    await db.inside.measureDay.deleteMany({ where: { vendorId: delta } });
    await db.inside.vendor.delete({ where: { id: delta } });
  });

  test("the score is taken apart: the points of its targets add up to it, what was left out gives none", async () => {
    const view = await scorecard("alpha", "2026-10");
    const { parts = [], score = 0, weight, weightOfAll = 0 } = view?.breakdown ?? {};
    expect(score).toBe(view?.score);
    expect(parts.map(({ lineId }) => lineId)).toEqual(view?.lines.map(({ id }) => id));
    expect(parts.reduce((sum, { points }) => sum + (points ?? 0), 0)).toBeCloseTo(score, 9);
    expect(parts.reduce((sum, part) => sum + part.weight, 0)).toBeCloseTo(weightOfAll, 9);
    const judged = parts.filter(({ credit }) => credit !== null);
    expect(judged.reduce((sum, part) => sum + part.weight, 0)).toBeCloseTo(weight ?? 0, 9);
    const csat = parts.find(({ lineId }) => lineId === "csat");
    expect(csat).toMatchObject({ credit: 0, points: 0 });
    const quarter = parts.find(({ lineId }) => lineId === "csat-quarter");
    expect(quarter).toMatchObject({ credit: null, points: null });
    expect((await scorecard("alpha", "2026-10", "site=South"))?.breakdown).toBeNull();
  });

  test("a running month is shown and never judged", async () => {
    const view = await scorecard("alpha", "2026-11");
    expect(view?.state).toBe("running");
    expect(view?.dataUntil).toBe("2026-11-20");
    const monthly = view?.lines.filter(({ periodKind }) => periodKind === "month") ?? [];
    expect(monthly).not.toHaveLength(0);
    for (const line of monthly) {
      expect(line.judgment.verdict).toBe("running");
      expect(line.result.value.status).toBe("measured");
    }
    expect(view?.score).toBeNull();
  });

  test("weeks are judged in their own periods: those that end in the month", async () => {
    const view = await scorecard("alpha", "2026-10");
    const weeks = view?.lines.find(({ id }) => id === "asa")?.results ?? [];
    expect(weeks.map(({ key }) => key)).toEqual(["2026-W40", "2026-W41", "2026-W42", "2026-W43"]);
    const week = contacts.filter(({ day }) => day >= "2026-10-19" && day <= "2026-10-25");
    expect(weeks.at(-1)?.value).toEqual(folded(week, "asa", {}));
    const running = await scorecard("alpha", "2026-11");
    const november = running?.lines.find(({ id }) => id === "asa")?.results ?? [];
    expect(november.map(({ state }) => state)).toContain("over");
    expect(november.at(-1)).toMatchObject({ key: "2026-W48", state: "running", judgment: { verdict: "running" } });
  });

  test("too small a sample is shown and not judged, no row at all is no data", async () => {
    const few = await scorecard("alpha", "2026-10", "site=North&channel=Email");
    expect(few?.lines.map(({ id }) => id)).toEqual(["csat", "frt", "asa", "csat-quarter"]);
    expect(few?.lines.find(({ id }) => id === "asa")?.result.value.status).toBe("no-data");
    const early = await scorecard("alpha", "2026-07");
    expect(early?.state).toBe("empty");
    expect(early?.lines[0]?.judgment.verdict).toBe("no-data");
    expect(early?.score).toBeNull();
  });

  test("is narrowed by the slice of its address", async () => {
    const view = await scorecard("alpha", "2026-10", "site=South");
    const south = inMonth("2026-10").filter(({ site }) => site === "South");
    expect(view?.lines[0]?.result.value).toEqual(folded(south, "csat", {}));
    expect(view?.lines[0]?.scope).toEqual({ site: "South" });
  });

  test("a target of more than the slice requested judges nothing in it, one of just this slice does", async () => {
    const south = await scorecard("alpha", "2026-10", "site=South");
    for (const line of south?.lines ?? []) {
      expect(line.judgment).toMatchObject({ verdict: "no-target", variance: null });
      expect(line.streak).toEqual({ belowExpected: 0, missed: 0 });
    }
    expect(south?.lines[0]?.judgment.expected).toBe(0.99);
    expect(south).toMatchObject({ score: null, scoreBefore: null, summary: { judged: 0, code: "nothing-judged" } });
    const whole = await scorecard("alpha", "2026-10");
    const voice = await scorecard("alpha", "2026-10", "channel=Voice");
    const level = (view: typeof whole) => view?.lines.find(({ id }) => id === "sl")?.judgment;
    expect(level(voice)).toEqual(level(whole));
    expect(voice?.summary.judged).toBe(1);
    expect(voice?.score).toBeNull();
    const portfolio = await loadPortfolio(db, lead(), readPortfolioQuestion(ask("period=2026-10&site=South")), {
      clock,
    });
    expect(portfolio?.attention).toEqual([]);
    expect(portfolio?.partners.every(({ score }) => score === null)).toBe(true);
  });

  test("a week compares its own figures with targets that the contract scores by month, and scores none of them", async () => {
    const view = await scorecard("alpha", "2026-W42");
    const days = contacts.filter(({ day }) => day >= "2026-10-12" && day < "2026-10-19");
    const csat = view?.lines.find(({ id }) => id === "csat");
    expect(csat?.result).toMatchObject({
      key: "2026-W42",
      value: folded(days, "csat", {}),
      judgment: { verdict: "no-target" },
      wouldBe: { basis: "other-period", isSoFar: false, judgment: { expected: 0.99 } },
    });
    expect(csat).toMatchObject({ periodKind: "week", scoredBy: "month", streak: { belowExpected: 0, missed: 0 } });
    expect(csat?.history.values).toHaveLength(13);
    expect(csat?.history.expected.reduce((sum, { periods }) => sum + periods, 0)).toBe(13);
    expect(view?.wouldBe.compared).toBeGreaterThan(0);
    const weekly = view?.lines.filter(({ scoredBy }) => scoredBy === "week") ?? [];
    expect(weekly.every(({ result }) => result.wouldBe === null)).toBe(true);
    expect(view?.summary.judged).toBe(weekly.filter(({ judgment }) => judgment.verdict !== "no-data").length);
  });

  test("a quarter scores the targets of quarters, and compares the others", async () => {
    const view = await scorecard("alpha", "2026-Q3");
    for (const { scoredBy, result } of view?.lines ?? []) {
      expect(result.key).toBe("2026-Q3");
      expect(result.wouldBe === null || result.wouldBe.basis === "other-period").toBe(true);
      if (scoredBy === "quarter") expect(result.wouldBe).toBeNull();
    }
    expect(view?.lines.some(({ scoredBy }) => scoredBy === "quarter")).toBe(true);
  });

  test("a period in progress is judged so far, exceptions first, and has no score", async () => {
    const view = await scorecard("alpha", "2026-11");
    const shown = view?.lines.map(({ result }) => result.wouldBe?.judgment.verdict ?? "none") ?? [];
    const rank = (verdict: string) => ["missed", "below"].indexOf(verdict);
    const exceptions = shown.filter((verdict) => rank(verdict) >= 0);
    expect(exceptions.length).toBeGreaterThan(0);
    expect(shown.slice(0, exceptions.length)).toEqual(exceptions.toSorted((a, b) => rank(a) - rank(b)));
    expect(view?.lines.find(({ id }) => id === "csat")?.result.wouldBe?.isSoFar).toBe(true);
  });

  test("a slice narrower than a target has a would-be verdict and no score", async () => {
    const view = await scorecard("alpha", "2026-10", "site=South");
    const csat = view?.lines.find(({ id }) => id === "csat");
    expect(csat?.judgment.verdict).toBe("no-target");
    expect(csat?.result.wouldBe).toMatchObject({ basis: "other-slice", isSoFar: false });
    expect(view?.score).toBeNull();
  });

  test("the switch and presets of a scorecard lead to weeks, months, quarters and years", async () => {
    const view = await scorecard("alpha", "2026-10");
    expect(view?.choices.kinds.map(({ key }) => key)).toEqual(["2026-W44", "2026-10", "2026-Q4", "2026"]);
    expect(view?.choices.presets.map(({ which, key }) => `${which} ${key}`)).toEqual([
      "this 2026-W48",
      "last 2026-W47",
      "this 2026-11",
      "last 2026-10",
      "this 2026-Q4",
      "last 2026-Q3",
      "this 2026",
    ]);
  });

  test("names nothing where there is no such partner or month, or none in sight", async () => {
    expect(await scorecard("nobody", "2026-10")).toBeNull();
    expect(await scorecard("alpha", "2026-13")).toBeNull();
    expect(await scorecard("alpha", "2026-10-15")).toBeNull();
    expect(await scorecard("alpha", "2026-W49")).toBeNull();
    expect(await scorecard("alpha", "2026-12")).toBeNull();
    expect(await loadPortfolio(db, lead(), readPortfolioQuestion(ask("period=2026-12")), { clock })).toBeNull();
    expect(await scorecard("alpha", "2026-10", "", partnerOf(beta))).toBeNull();
    expect((await scorecard("beta", "2026-10", "", partnerOf(beta)))?.partner.name).toBe("Beta");
  });

  test("a viewer whose days are limited sees no part of a period as the whole", async () => {
    const view = await scorecard("alpha", "2026-10", "", lead({ fromDay: "2026-10-01", toDay: "2026-10-31" }));
    const values = view?.lines[0]?.history.values ?? [];
    expect(values.at(-1)).not.toBeNull();
    expect(values).toHaveLength(13);
    expect(values.slice(0, -1).every((value) => value === null)).toBe(true);
    const weeks = view?.lines.find(({ id }) => id === "asa")?.results ?? [];
    expect(weeks[0]).toMatchObject({ key: "2026-W40", value: { status: "no-data" } });
  });

  test("a period that goes on after the month counts through the month, whoever looks and however late", async () => {
    const quarterOf = async (month: string, viewer = lead()) => {
      return (await scorecard("alpha", month, "", viewer))?.lines.find(({ id }) => id === "csat-quarter")?.result;
    };
    const inside = await quarterOf("2026-10");
    expect(inside).toMatchObject({ key: "2026-Q4", from: "2026-10-01", until: "2026-11-01" });
    expect(inside?.judgment.verdict).toBe("running");
    expect(inside?.value).toEqual(folded(inMonth("2026-10"), "csat", {}));
    expect(await quarterOf("2026-10", lead({ fromDay: "2025-10-01", toDay: "2026-10-31" }))).toEqual(inside);
    expect((await quarterOf("2026-08"))?.judgment.verdict).toBe("running");
    expect((await quarterOf("2026-09"))?.state).toBe("over");
  });

  test("a month's cell of the portfolio shows the month, and another period only where there is no monthly target", async () => {
    const lines = (await scorecard("beta", "2026-09"))?.lines ?? [];
    const [monthly, weekly] = [lines.find(({ id }) => id === "csat"), lines.find(({ id }) => id === "asa")];
    if (!monthly || !weekly) throw new Error("no lines");
    const missedWeek = {
      ...weekly,
      metric: monthly.metric,
      judgment: { ...weekly.judgment, verdict: "missed" },
    } as const;
    expect(lineOfCell([missedWeek, monthly], "csat")).toBe(monthly);
    expect(lineOfCell([missedWeek], "csat")).toBe(missedWeek);
  });

  test("an export names itself, keeps numbers, and neutralizes what a spreadsheet would compute", async () => {
    const view = await scorecard("alpha", "2026-10");
    if (view === null) throw new Error("no view");
    const file = scorecardExport({ ...view, partner: { ...view.partner, name: "=cmd()" } });
    expect(file.name).toBe("scorecard-alpha-2026-10");
    const content = await csvText(file);
    const lines = content.split("\r\n");
    expect(lines).toContain(`"partner","'=cmd()"`);
    expect(lines).toContain('"period","October 2026"');
    expect(lines).toContain('"time zone","UTC"');
    expect(lines).toContain('"data to","2026-11-20"');
    const variance = view.lines[0]?.judgment.variance ?? 0;
    expect(variance).toBeLessThan(0);
    expect(content).toContain(`,${variance},"minimum missed",`);
  });

  test("the portfolio holds every partner in sight, says why one has no lines, and sorts what needs somebody", async () => {
    const view = await loadPortfolio(db, lead(), readPortfolioQuestion(ask("period=2026-10")), { clock });
    expect(view?.partners.map(({ key, gap }) => [key, gap])).toContainEqual(["gamma", "no-sow"]);
    expect(view?.partners.at(-1)?.key).toBe("gamma");
    expect(view?.attention[0]?.line).toMatchObject({ metric: "csat", judgment: { verdict: "missed" } });
    expect(view?.columns.map(({ metric }) => metric)).toEqual(["csat", "service-level", "first-response-time", "asa"]);
    const card = await scorecard("alpha", "2026-10");
    const cell = view?.partners.find(({ key }) => key === "alpha")?.cells[0];
    expect(cell?.result.value).toEqual(card?.lines[0]?.result.value);
    const own = await loadPortfolio(db, partnerOf(beta), readPortfolioQuestion(ask("")), { clock });
    expect(own?.period.key).toBe("2026-10");
    expect(own?.partners.map(({ key }) => key)).toEqual(["beta"]);
  });

  test("an import between two looks is seen by the second", async () => {
    const before = await scorecard("beta", "2026-10");
    await db.inside.contact.deleteMany({
      where: { vendorId: beta, day: { gte: new Date("2026-10-01"), lt: new Date("2026-11-01") } },
    });
    await rollUpDays(db, beta, daysOf({ from: "2026-10-01", until: "2026-11-01" }));
    const after = await scorecard("beta", "2026-10");
    expect(before?.lines[0]?.result.value.status).toBe("measured");
    const monthly = after?.lines.filter(({ periodKind }) => periodKind === "month") ?? [];
    expect(monthly.map(({ result }) => result.value.status)).toEqual(["no-data", "no-data", "no-data"]);
  });
});
