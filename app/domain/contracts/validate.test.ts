import { describe, expect, it, test } from "vitest";
import exampleSow from "../../../docs/example-sow.json";
import { CSAT_TARGET, documentWith, readSow, readTarget } from "./test-documents";
import { METRIC_KEYS } from "../metrics/catalog/catalog";
import { sowJsonSchema } from "./document";
import { pathText } from "./sow-problem";
import { validateSow } from "./validate";

const problems = (document: unknown) => {
  const reading = validateSow(document);
  return reading.ok ? [] : reading.problems.map(({ code, path }) => `${code} at ${path}`);
};
const warnings = (document: unknown) => {
  const reading = validateSow(document);
  return reading.ok ? reading.warnings.map(({ code, path }) => `${code} at ${path}`) : ["refused"];
};
const withTarget = (changes: object) => ({
  ...documentWith([]),
  versions: [{ version: 1, effectiveFrom: "2026-01-01", targets: [{ ...CSAT_TARGET, ...changes }] }],
});
const withVersions = (...dates: { effectiveFrom: string; effectiveUntil?: string; version?: number }[]) =>
  documentWith([], {
    versions: dates.map((date, index) => ({ version: index + 1, targets: [CSAT_TARGET], ...date })),
  });

describe("a SOW document that makes sense", () => {
  it("has every default filled in", () => {
    expect(readTarget({ id: "csat", metric: "csat", comparator: ">=", expected: 85 })).toEqual({
      id: "csat",
      clause: "",
      name: "Customer satisfaction",
      metric: "csat",
      parameters: { topFrom: 4, scaleMaximum: 5 },
      scope: {},
      comparator: ">=",
      expected: 85,
      minimum: null,
      decimals: 1,
      rounding: "before-comparison",
      roundingMode: "half-up",
      period: "month",
      weight: 1,
      criticality: "key",
      minimumSample: 0,
      shift: 2,
    });
    expect(readSow(documentWith([CSAT_TARGET])).fiscalMonthStartDay).toBe(1);
  });

  it("takes money in major units of its own currency", () => {
    const cost = { id: "cost", metric: "cost-per-contact", comparator: "<=", expected: 4.25 } as const;
    const read = (currency: string) => readSow(documentWith([cost], { currency })).versions[0]?.targets[0];
    expect(read("USD")).toMatchObject({ shift: -2, decimals: 2 });
    expect(read("JPY")).toMatchObject({ shift: 0, decimals: 0 });
  });

  it("puts versions in the order of their dates, however they were written", () => {
    const sow = readSow(withVersions({ effectiveFrom: "2026-09-01" }, { effectiveFrom: "2026-01-01" }));
    expect(sow.versions.map(({ version }) => version)).toEqual([2, 1]);
  });
});

describe("a SOW document that does not", () => {
  it("is refused with the path of what is missing, of the wrong kind or unknown", () => {
    expect(problems({})).toEqual(
      ["vendor", "title", "currency", "timeZone", "versions"].map((field) => `missing at ${field}`),
    );
    expect(problems(null)).toEqual(["wrong-type at "]);
    expect(problems(withTarget({ expected: "85" }))).toEqual(["wrong-type at versions[0].targets[0].expected"]);
    expect(problems(withTarget({ metric: "csta" }))).toEqual(["not-allowed at versions[0].targets[0].metric"]);
    expect(problems(withTarget({ comparator: "=>" }))).toEqual(["not-allowed at versions[0].targets[0].comparator"]);
    expect(problems(withTarget({ treshold: 20 }))).toEqual(["unknown-field at versions[0].targets[0].treshold"]);
    expect(problems(withTarget({ scope: { region: "APAC" } }))).toEqual([
      "unknown-field at versions[0].targets[0].scope.region",
    ]);
    expect(problems(withTarget({ weight: -1 }))).toEqual(["not-allowed at versions[0].targets[0].weight"]);
  });

  it("is refused with a message that says what to do", () => {
    const reading = validateSow(withTarget({ expected: 0.85, minimum: 0.8 }));
    expect(reading.ok ? [] : reading.problems[0]).toEqual({
      path: "versions[0].targets[0].expected",
      pathLabel: "Version 1, target csat (1st), expected",
      code: "looks-like-a-fraction",
      message: "Enter shares in percent: 0.85 means 0.85%. Did you mean 85?",
    });
  });

  it("is refused with the limits that it exceeds", () => {
    const message = (changes: object) => {
      const reading = validateSow(withTarget(changes));
      return reading.ok ? [] : reading.problems.map((problem) => problem.message);
    };
    expect(message({ weight: 2_000 })).toEqual(["Must be 1000 or less"]);
    expect(message({ minimumSample: -1 })).toEqual(["Must be 0 or more"]);
    expect(message({ decimals: 7 })).toEqual(["Must be 6 or less"]);
    expect(message({ id: "" })).toEqual(["Must not be empty"]);
    expect(message({ expected: undefined })).toEqual(["This field is required"]);
    expect(message({ criticality: "fatal" })).toEqual(["Must be one of critical, key"]);
    expect(message({ metric: "csta" })).toEqual([
      expect.stringMatching(
        /^Must be one of \d+ values, such as service-level, asa, abandonment; see \/api\/v1\/sow\.schema\.json$/,
      ),
    ]);
  });

  it("names parameters that its metric does not have or allow", () => {
    const at = "unknown-parameter at versions[0].targets[0].parameters";
    expect(problems(withTarget({ parameters: { variant: 3 } }))).toEqual([`${at}.variant`]);
    expect(problems(withTarget({ parameters: { topFrom: -1 } }))).toEqual([`${at}.topFrom`]);
  });

  it("cannot have a minimum that asks for more than expected", () => {
    const at = "minimum-stricter at versions[0].targets[0].minimum";
    expect(problems(withTarget({ minimum: 90 }))).toEqual([at]);
    expect(problems(withTarget({ minimum: 85 }))).toEqual([]);
    expect(problems(withTarget({ metric: "abandonment", comparator: "<", expected: 5, minimum: 3 }))).toEqual([at]);
    const band = { metric: "aht", comparator: "band", expected: { low: 360, high: 440 } };
    expect(problems(withTarget({ ...band, minimum: { low: 370, high: 480 } }))).toEqual([at]);
    expect(problems(withTarget({ ...band, minimum: { low: 320, high: 480 } }))).toEqual([]);
  });

  it("cannot ask for the wrong direction, a band upside down or more than everything", () => {
    expect(problems(withTarget({ comparator: "<=", minimum: undefined }))).toEqual([
      "against-direction at versions[0].targets[0].comparator",
    ]);
    expect(problems(withTarget({ metric: "asa", expected: 30, minimum: undefined }))).toEqual([
      "against-direction at versions[0].targets[0].comparator",
    ]);
    const reversed = { metric: "aht", comparator: "band", expected: { low: 440, high: 360 }, minimum: undefined };
    expect(problems(withTarget(reversed))).toEqual(["band-reversed at versions[0].targets[0].expected"]);
    expect(problems(withTarget({ expected: 101 }))).toEqual(["out-of-scale at versions[0].targets[0].expected"]);
    expect(problems(withTarget({ metric: "nps", expected: 120, minimum: undefined }))).toEqual([
      "out-of-scale at versions[0].targets[0].expected",
    ]);
    expect(problems(withTarget({ metric: "asa", comparator: "<=", expected: -1, minimum: undefined }))).toEqual([
      "out-of-scale at versions[0].targets[0].expected",
    ]);
  });

  it("cannot have an average score off the scale that its target is on", () => {
    const average = (expected: number, parameters: object) =>
      problems(withTarget({ metric: "csat-average", parameters, comparator: ">=", expected, minimum: undefined }));
    const expected = "out-of-scale at versions[0].targets[0].expected";
    expect(average(8.5, {})).toEqual([expected]);
    expect(average(0.5, { scale: "1-10" })).toEqual([expected]);
    expect(average(8.5, { scale: "0-10" })).toEqual([]);
    expect(average(8.5, { scale: "as-imported" })).toEqual([]);
    expect(average(8.5, { scale: "kept" })).toEqual([]);
    expect(average(4.5, {})).toEqual([]);
  });

  it("cannot have versions that overlap, end before they begin or share a number", () => {
    expect(
      problems(
        withVersions({ effectiveFrom: "2026-01-01", effectiveUntil: "2026-09-01" }, { effectiveFrom: "2026-09-01" }),
      ),
    ).toEqual(["versions-overlap at versions[1].effectiveFrom"]);
    expect(problems(withVersions({ effectiveFrom: "2026-01-01" }, { effectiveFrom: "2026-01-01" }))).toEqual([
      "versions-overlap at versions[1].effectiveFrom",
    ]);
    expect(problems(withVersions({ effectiveFrom: "2026-01-01", effectiveUntil: "2025-12-31" }))).toEqual([
      "ends-before-it-begins at versions[0].effectiveUntil",
    ]);
    expect(
      problems(withVersions({ effectiveFrom: "2026-01-01" }, { effectiveFrom: "2026-09-01", version: 1 })),
    ).toEqual(["duplicate-version at versions[1].version"]);
  });

  it("cannot name two targets alike, or set different levels for the same metric and scope", () => {
    const twice = documentWith([CSAT_TARGET, { ...CSAT_TARGET, scope: { site: "Cebu" } }]);
    expect(problems(twice)).toEqual(["duplicate-target at versions[0].targets[1].id"]);
    const same = documentWith([CSAT_TARGET, { ...CSAT_TARGET, id: "again", expected: 90 }]);
    expect(problems(same)).toEqual(["duplicate-scope at versions[0].targets[1].scope"]);
    const weekly = documentWith([CSAT_TARGET, { ...CSAT_TARGET, id: "weekly", period: "week" }]);
    expect(problems(weekly)).toEqual([]);
  });

  it("is refused for dates, zones, currencies and calendars that do not exist", () => {
    expect(problems(withVersions({ effectiveFrom: "2026-02-30" }))).toEqual([
      "not-allowed at versions[0].effectiveFrom",
    ]);
    expect(problems(documentWith([CSAT_TARGET], { timeZone: "Mars/Olympus" }))).toEqual(["not-allowed at timeZone"]);
    expect(problems(documentWith([CSAT_TARGET], { currency: "XYZ" }))).toEqual(["unknown-currency at currency"]);
    expect(problems(documentWith([CSAT_TARGET], { calendar: { kind: "monthly", fiscalMonthStartDay: 31 } }))).toEqual([
      "not-allowed at calendar.fiscalMonthStartDay",
    ]);
  });

  it("reports everything that is wrong at once", () => {
    const targets = [
      { ...CSAT_TARGET, minimum: 90 },
      { ...CSAT_TARGET, id: "dsat", metric: "dsat" as const },
    ];
    expect(problems(documentWith(targets))).toHaveLength(2);
  });
});

describe("a SOW document that is odd", () => {
  it("is taken with a warning where no version is in force for a while", () => {
    const gap = withVersions(
      { effectiveFrom: "2026-01-01", effectiveUntil: "2026-06-30" },
      { effectiveFrom: "2026-09-01" },
    );
    expect(warnings(gap)).toEqual(["versions-gap at versions[1].effectiveFrom"]);
    const seamless = withVersions(
      { effectiveFrom: "2026-01-01", effectiveUntil: "2026-06-30" },
      { effectiveFrom: "2026-07-01" },
    );
    expect(warnings(seamless)).toEqual([]);
  });

  it("is taken with a warning where results are compared more coarsely than the level is written", () => {
    expect(warnings(withTarget({ minimum: 79.95 }))).toEqual([
      "more-decimals-than-compared at versions[0].targets[0].minimum",
    ]);
    expect(warnings(withTarget({ minimum: 79.95, rounding: "none" }))).toEqual([]);
    expect(warnings(withTarget({ minimum: 79.5 }))).toEqual([]);
  });

  it("is taken with a warning where boxes of another scale would miss scores that are kept on 1 to 5", () => {
    const code = "scores-may-be-converted at versions[0].targets[0].parameters";
    expect(warnings(withTarget({ parameters: { topFrom: 9, scaleMaximum: 10 } }))).toEqual([code]);
    expect(warnings(withTarget({ parameters: { topFrom: 5 } }))).toEqual([]);
    const reading = validateSow(withTarget({ parameters: { topFrom: 9, scaleMaximum: 10 } }));
    // 9 of 1 to 10 lies 8 of 9 steps up: 1 + 4 × 8 ÷ 9.
    expect(reading.ok && reading.warnings[0]?.message).toContain("topFrom: 4.555556 and scaleMaximum: 5");
  });

  it("is taken with a warning where two scopes meet, or nothing bears weight", () => {
    const crossing = documentWith([
      { ...CSAT_TARGET, id: "manila", scope: { site: "Manila" } },
      { ...CSAT_TARGET, id: "chat", scope: { channel: "chat" } },
    ]);
    expect(warnings(crossing)).toEqual(["duplicate-scope at versions[0].targets[1].scope"]);
    expect(warnings(withTarget({ weight: 0 }))).toEqual(["no-weight at versions[0].targets"]);
  });
});

describe("the published JSON Schema", () => {
  it("describes the document as it is written, with each metric's parameters", () => {
    const schema = JSON.stringify(sowJsonSchema());
    expect(schema).toContain("https://json-schema.org/draft/2020-12/schema");
    expect(sowJsonSchema().required).toEqual(["vendor", "title", "currency", "timeZone", "versions"]);
    for (const key of METRIC_KEYS) expect(schema).toContain(`{"metric":{"not":{"const":"${key}"}}}`);
    expect(schema).toContain("thresholdSeconds");
  });
});

it("paths point at fields as people write them", () => {
  expect(pathText(["versions", 1, "targets", 0, "minimum"])).toBe("versions[1].targets[0].minimum");
});

test("the example SOW in the documentation is valid", () => {
  expect(validateSow(exampleSow)).toMatchObject({ ok: true, warnings: [] });
});
