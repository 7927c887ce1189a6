import type { z } from "zod";
import { addDays, type Day } from "../calendar/day";
import { isYearStart } from "../calendar/period";
import { withCurrentNames } from "../input/former-names";
import { metricOf } from "../metrics/catalog/catalog";
import { currencyDecimals, isCurrency } from "../money/currency";
import type { MetricDefinition, MetricUnit } from "../metrics/catalog/metric-definition";
import { checkCredits } from "./credits/check-credits";
import { NO_CREDITS } from "./credits/scheme";
import { withChanges } from "./credits/with-changes";
import { convertedBoxes } from "./converted-boxes";
import { checkLevels } from "./check-levels";
import { checkSources } from "./check-sources";
import {
  sowDocumentSchema,
  versionSchema,
  type ReadSowDocument,
  type ReadSowVersion,
  type ReadTarget,
} from "./document";
import { FORMER_SOW_NAMES } from "./former-names";
import { pathLabelOf } from "./path-label";
import { resolveDelivery } from "./resolve-delivery";
import { pathText, problemText, type SowProblem, type SowProblemCode } from "./sow-problem";
import type { OpenReading, Sow, SowVersion, Target } from "./sow";
import { isSameLine, narrowness, overlaps } from "./target-scope";
import { SCOPE_PARTS } from "../metrics/row-scope";

/** Warnings leave the document usable: gaps between versions, levels finer than what is compared. */
export type SowReading =
  | { readonly ok: true; readonly sow: Sow; readonly warnings: readonly SowProblem[] }
  | { readonly ok: false; readonly problems: readonly SowProblem[] };

type Path = readonly PropertyKey[];
type Report = (code: SowProblemCode, path: Path, message: string) => void;

/** Reads a SOW document from parsed JSON: shape, then sense. Reports every problem found, each at its field. */
export function validateSow(json: unknown): SowReading {
  const read = sowDocumentSchema.safeParse(withCurrentNames(json, FORMER_SOW_NAMES), { reportInput: true });
  const problems: SowProblem[] = [];
  const warnings: SowProblem[] = [];
  const reporter = (list: SowProblem[]): Report => {
    return (code, path, message) =>
      list.push({ path: pathText(path), pathLabel: pathLabelOf(json, path), code, message });
  };
  const [report, warn] = [reporter(problems), reporter(warnings)];
  if (!read.success) {
    for (const issue of read.error.issues) reportIssue(issue, report);
    return { ok: false, problems };
  }

  const document = read.data;
  if (!isCurrency(document.currency)) {
    report("unknown-currency", ["currency"], `${document.currency} is not a valid currency code`);
    return { ok: false, problems };
  }
  checkVersions(document.versions, report, warn);
  const versions = document.versions.map((version, index) => {
    return resolveVersion(version, document.currency, ["versions", index], report, warn);
  });
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, sow: assemble(document, versions), warnings };
}

function assemble(document: ReadSowDocument, versions: readonly SowVersion[]): Sow {
  const ordered = versions.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  return {
    vendor: document.vendor,
    title: document.title,
    currency: document.currency,
    timeZone: document.timeZone,
    fiscalMonthStartDay: document.calendar.fiscalMonthStartDay,
    contractYearStart: document.contractYearStart ?? yearStartOf(ordered[0]?.effectiveFrom),
    versions: ordered,
  };
}

/** The date of the first day in force; 29 February, which not every year has, counts as 1 March. */
function yearStartOf(first: Day | undefined): string {
  const start = (first ?? "").slice(5);
  return isYearStart(start) ? start : "03-01";
}

function checkVersions(versions: readonly ReadSowVersion[], report: Report, warn: Report): void {
  const placed = versions.map((version, index) => ({ ...version, path: ["versions", index] }));
  for (const [index, version] of placed.entries()) {
    if (placed.findIndex((other) => other.version === version.version) < index) {
      report("duplicate-version", [...version.path, "version"], `Version ${version.version} appears twice`);
    }
    if (version.effectiveUntil !== undefined && version.effectiveUntil < version.effectiveFrom) {
      report("ends-before-it-begins", [...version.path, "effectiveUntil"], "The last day in force is before the first");
    }
  }
  const ordered = placed.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  for (const [index, version] of ordered.entries()) {
    const next = ordered[index + 1];
    if (next === undefined) continue;
    const from = [...next.path, "effectiveFrom"];
    const { effectiveUntil } = version;
    if (
      next.effectiveFrom === version.effectiveFrom ||
      (effectiveUntil !== undefined && effectiveUntil >= next.effectiveFrom)
    ) {
      report("versions-overlap", from, `Version ${next.version} starts while version ${version.version} is in force`);
    } else if (effectiveUntil !== undefined && addDays(effectiveUntil, 1) < next.effectiveFrom) {
      warn("versions-gap", from, `No version is in force between ${effectiveUntil} and ${next.effectiveFrom}`);
    }
  }
}

function resolveVersion(
  version: ReadSowVersion,
  currency: string,
  path: Path,
  report: Report,
  warn: Report,
): SowVersion {
  const targets = version.targets.flatMap((target, index) => {
    const at = [...path, "targets", index];
    if (version.targets.findIndex((other) => other.id === target.id) < index) {
      report("duplicate-target", [...at, "id"], `Another target in this version has the ID ${target.id}`);
    }
    return resolveTarget(target, currency, at, report, warn) ?? [];
  });
  checkScopes(targets, version, path, report, warn);
  if (targets.length > 0 && targets.every((target) => target.weight === 0)) {
    warn("no-weight", [...path, "targets"], "No target has a weight, so there is no weighted score");
  }
  const sources = version.sources.map(({ source, metrics }) => ({ source, metrics: metrics ?? null }));
  checkSources(sources, targets, (code, at, message) => {
    (code === "no-totals" ? warn : report)(code, [...path, "sources", ...at], message);
  });
  const creditScheme = version.creditScheme ?? NO_CREDITS;
  checkCredits(
    creditScheme,
    targets,
    version.targets.map(({ id }) => id),
    {
      error: (code, at, message) => report(code, [...path, "creditScheme", ...at], message),
      warning: (code, at, message) => warn(code, [...path, "creditScheme", ...at], message),
    },
  );
  const resolved: SowVersion = {
    version: version.version,
    effectiveFrom: version.effectiveFrom,
    effectiveUntil: version.effectiveUntil ?? null,
    amendment: version.amendment,
    sources,
    deliveries: version.deliveries.map(resolveDelivery),
    targets,
    creditScheme,
    readings: [],
  };
  return { ...resolved, readings: resolveReadings(version, resolved, currency, path, { report, warn }) };
}

/** The version under each reading that the contract would allow too. Its own checks are those of any version. */
function resolveReadings(
  version: ReadSowVersion,
  resolved: SowVersion,
  currency: string,
  path: Path,
  { report, warn }: { report: Report; warn: Report },
): OpenReading[] {
  const scheme = version.creditScheme;
  const count = (scheme?.readings ?? []).reduce((sum, { others }) => sum + others.length, 0);
  if (count > MAX_OTHER_READINGS) {
    const message = `${count} other readings are more than the ${MAX_OTHER_READINGS} that statements are made for`;
    report("too-many", [...path, "creditScheme", "readings"], message);
    return [];
  }
  return (scheme?.readings ?? []).map(({ id, clause, question, applies, others }, index) => ({
    id,
    clause,
    question,
    applies,
    others: others.flatMap(({ reading, ...changes }, at) => {
      const own = [...path, "creditScheme", "readings", index, "others", at];
      const written = changedVersion(version, changes);
      if (JSON.stringify(written) === JSON.stringify(changedVersion(version, { targets: {}, rules: {} }))) {
        warn("changes-nothing", own, "This reading changes nothing: name the targets or rules that would differ");
      }
      // Problems are those of the version as the reading changes it, which is not in the document: they stand at the reading.
      const reportHere: Report = (code, field, message) => {
        report(code, own, problemText({ pathLabel: pathLabelOf(written, field), message }));
      };
      const changed = versionSchema.safeParse(written, { reportInput: true });
      if (!changed.success) {
        for (const issue of changed.error.issues) reportIssue(issue, reportHere);
        return [];
      }
      const unused = [...Object.keys(changes.targets), ...Object.keys(changes.rules)].filter(
        (name) =>
          !resolved.targets.some((target) => target.id === name) && !scheme?.rules.some((rule) => rule.id === name),
      );
      for (const name of unused) report("unknown-reference", own, `The version has no target or rule ${name}`);
      // A fault of the version itself is reported once, at its own place.
      if (resolved.targets.length < version.targets.length) return [];
      const other = resolveVersion(changed.data, currency, [], reportHere, () => undefined);
      return [{ reading, version: other }];
    }),
  }));
}

function changedVersion(
  version: ReadSowVersion,
  changes: { targets: Record<string, Changes>; rules: Record<string, Changes> },
): unknown {
  const apply = <T extends { id: string }>(items: readonly T[], changed: Record<string, Changes>) =>
    items.map((item) => (Object.hasOwn(changed, item.id) ? withChanges(item, changed[item.id] ?? {}) : item));
  const scheme = version.creditScheme;
  return {
    ...version,
    targets: apply(version.targets, changes.targets),
    creditScheme: scheme && { ...scheme, rules: apply(scheme.rules, changes.rules), readings: [] },
  };
}

/** Every statement is made once more for each of them. */
const MAX_OTHER_READINGS = 50;

type Changes = Readonly<Record<string, unknown>>;

function resolveTarget(target: ReadTarget, currency: string, path: Path, report: Report, warn: Report): Target | null {
  const metric = metricOf(target.metric);
  const reading = metric.readParameters(target.parameters);
  if (!reading.ok) {
    for (const problem of reading.problems) {
      report("unknown-parameter", [...path, "parameters", ...problem.path], problem.message);
    }
    return null;
  }
  const boxes = convertedBoxes(metric, reading.parameters);
  if (boxes !== null) warn("scores-may-be-converted", [...path, "parameters"], boxes);
  const { decimals, ...rest } = target;
  const filled = {
    ...rest,
    name: target.name === "" ? metric.name : target.name,
    parameters: reading.parameters,
    decimals: decimals ?? decimalsOf(metric, currency),
    shift: shiftOf(metric.unit, currency),
  };
  const resolved: Target =
    filled.comparator === "band"
      ? { ...filled, minimum: filled.minimum ?? null }
      : { ...filled, minimum: filled.minimum ?? null };
  checkLevels(resolved, metric, {
    error: (code, field, message) => report(code, [...path, field], message),
    warning: (code, field, message) => warn(code, [...path, field], message),
  });
  return resolved;
}

function checkScopes(
  targets: readonly Target[],
  version: ReadSowVersion,
  path: Path,
  report: Report,
  warn: Report,
): void {
  for (const [index, target] of targets.entries()) {
    for (const earlier of targets.slice(0, index)) {
      if (!isSameLine(target, earlier) || !overlaps(target.scope, earlier.scope)) continue;
      if (narrowness(target.scope) !== narrowness(earlier.scope)) continue;
      const at = [...path, "targets", version.targets.findIndex((read) => read.id === target.id), "scope"];
      if (SCOPE_PARTS.every((part) => target.scope[part] === earlier.scope[part])) {
        report(
          "duplicate-scope",
          at,
          `${target.id} and ${earlier.id} set different levels for the same metric and scope`,
        );
      } else {
        warn(
          "duplicate-scope",
          at,
          `${target.id} and ${earlier.id} overlap; the more specific scope applies (${SCOPE_PARTS.join(", then ")})`,
        );
      }
    }
  }
}

function shiftOf(unit: MetricUnit, currency: string): number {
  if (unit === "share") return 2;
  return unit === "money" ? 0 - currencyDecimals(currency) : 0;
}

function decimalsOf(metric: MetricDefinition, currency: string): number {
  return metric.unit === "money" ? currencyDecimals(currency) : metric.decimals;
}

function reportIssue(issue: z.core.$ZodIssue, report: Report): void {
  const { path } = issue;
  switch (issue.code) {
    case "unrecognized_keys":
      for (const key of issue.keys) report("unknown-field", [...path, key], "Unknown field");
      return;
    case "invalid_type":
      if (issue.input === undefined) report("missing", path, "This field is required");
      else report("wrong-type", path, `Must be ${WORDS_FOR_TYPES[issue.expected] ?? issue.expected}`);
      return;
    case "invalid_value": {
      const code = issue.input === undefined ? "missing" : "not-allowed";
      report(code, path, oneOfText(issue.values.map(String)));
      return;
    }
    case "invalid_union":
      report("not-allowed", path, unionMessage(issue));
      return;
    case "too_small":
      report("not-allowed", path, isNumber(issue.origin) ? `Must be ${issue.minimum} or more` : issue.message);
      return;
    case "too_big":
      report("not-allowed", path, isNumber(issue.origin) ? `Must be ${issue.maximum} or less` : issue.message);
      return;
    default:
      report("not-allowed", path, issue.message);
  }
}

function isNumber(origin: string): boolean {
  return origin === "number" || origin === "int";
}

const WORDS_FOR_TYPES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  object: "an object",
  array: "a list",
  record: "an object",
};

const UNION_MESSAGES: Readonly<Record<string, string>> = {
  comparator: "Must be one of >=, >, <=, <, band",
  every: "Must be one of day, week, month",
};

function unionMessage(issue: z.core.$ZodIssueInvalidUnion): string {
  return UNION_MESSAGES[issue.discriminator ?? ""] ?? "Format not allowed";
}

const MAX_LISTED = 12;

/** Long lists, such as the metrics, are in the schema: a message would be cut off. */
function oneOfText(values: readonly string[]): string {
  if (values.length <= MAX_LISTED) return `Must be one of ${values.join(", ")}`;
  return `Must be one of ${values.length} values, such as ${values.slice(0, 3).join(", ")}; see /api/v1/sow.schema.json`;
}
