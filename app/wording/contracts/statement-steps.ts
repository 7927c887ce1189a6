import type { StatementResult, StatementStep } from "~/domain/contracts/credits/statement";
import type { TargetFormat } from "~/domain/contracts/credits/statement-view";
import { countText } from "../shared/text";

/** One row of the arithmetic of a line: what it is, how it is worked out, what comes of it. */
export type StepText = { readonly label: string; readonly working: string; readonly result: string };

const STEP_RULES: Readonly<Record<string, string>> = {
  full: "full steps",
  started: "started steps",
  proportional: "in proportion",
};

const LEVEL_SOURCES = {
  stated: () => "Level in the clause",
  allowance: (of: string) => `Allowance of ${of}`,
  average: (of: string) => `Average of the last ${of} periods`,
  best: (of: string) => (of === "" ? "Best earlier result" : `Best of the last ${of} periods`),
} as const;

const RETURNED_WHEN: Readonly<Record<string, string>> = {
  met: "on target",
  exceeded: "better than expected",
  "no-credit": "without a credit",
};

/** The words of a step. `format`: of the target that the line is about; `currency`: of the statement. */
export function stepText(step: StatementStep, format: TargetFormat | undefined, currency: string): StepText {
  const figure = (text: string) => contractFigure(text, format);
  const money = (text: string) => moneyText(text, currency);
  switch (step.step) {
    case "result":
      return row("Contractual result", "", figure(step.value));
    case "rounded":
      return row("Rounded first", countText(step.decimals, "decimal", "decimals"), figure(step.value));
    case "level":
      return row(LEVEL_SOURCES[step.source](step.of ?? ""), "", figure(step.level));
    case "failures":
      return row("Targets that failed", step.targets.join(", "), "counted once");
    case "distance": {
      const working = `${plain(step.distance)} away ÷ ${plain(step.unit)}, ${STEP_RULES[step.rule] ?? step.rule}`;
      return row("Steps", working, plain(step.units));
    }
    case "allowed":
      return row("Allowed", `${plain(step.percent)}% × ${plain(step.of)}`, plain(step.allowed));
    case "excess": {
      const [more, less] = step.side === "above" ? [step.counted, step.allowed] : [step.allowed, step.counted];
      return row(
        step.side === "above" ? "Above the allowance" : "Short of the level",
        `${plain(more)} − ${plain(less)}`,
        plain(step.units),
      );
    }
    case "band":
      return row("Band", bandText(step.from, step.until, figure), plain(step.value));
    case "incident":
      return row(
        `${step.name}, ${step.from} – ${step.until}`,
        `${plain(step.minutes)} min`,
        step.inGrace ? "grace period" : plain(step.units),
      );
    case "indexed":
      return row(`Moved with ${step.index}`, money(step.before), money(step.after));
    case "base":
      return row(step.base, "", money(step.amount));
    case "percent": {
      const divided = step.dividedBy === null ? "" : ` ÷ ${plain(step.dividedBy)}`;
      return row("Price", `${plain(step.percent)}% × ${money(step.of)}${divided}`, money(step.amount));
    }
    case "pool": {
      const working = `${plain(step.poolPercent)}% pool × ${plain(step.allocation)}% allocation × ${plain(step.atRiskPercent)}% at risk × ${money(step.of)}`;
      return row("Credit of the pool", working, money(step.amount));
    }
    case "points":
      return row("Points", "", plain(step.points));
    case "points-table":
      return row("Share by points", `${plain(step.points)} points`, `${plain(step.percent)}%`);
    case "points-price":
      return row("Price of points", `${plain(step.points)} × ${money(step.price)}`, money(step.amount));
    case "repeat":
      return row("Repeated", `${step.inARow} periods in a row`, `× ${plain(step.times)}`);
    case "product":
      return row("Amount", `${plain(step.units)} × ${money(step.price)}`, money(step.amount));
    case "limit":
      return row("Limit", `${money(step.before)}, at most ${money(step.limit)}`, money(step.amount));
    case "returned": {
      const when = `${step.periods} periods ${RETURNED_WHEN[step.when] ?? step.when}`;
      return row("Earned back", `${plain(step.percent)}% × ${money(step.of)}`, when);
    }
  }
}

function row(label: string, working: string, result: string): StepText {
  return { label, working, result };
}

function bandText(from: string | null, until: string | null, figure: (text: string) => string): string {
  if (from === null) return until === null ? "any result" : `up to ${figure(until)}`;
  return until === null ? `from ${figure(from)}` : `${figure(from)} to ${figure(until)}`;
}

/** A figure in the unit of the contract, such as `78.4%` or `36 s`. */
export function contractFigure(text: string, format: TargetFormat | undefined): string {
  const shown = plain(text);
  if (format?.unit === "share") return `${shown}%`;
  return format?.unit === "seconds" ? `${shown} s` : shown;
}

/** The same as the contract writes it, with its decimals. */
export function roundedFigure(text: string, format: TargetFormat | undefined): string {
  if (format === undefined) return plain(text);
  const { decimals } = format;
  const shown = new Intl.NumberFormat("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const figure = shown.format(Number(text)).replace("-", "−");
  if (format.unit === "share") return `${figure}%`;
  return format.unit === "seconds" ? `${figure} s` : figure;
}

/** A decimal with separators and at most four decimals. */
export function plain(text: string): string {
  return PLAIN.format(Number(text));
}

const PLAIN = new Intl.NumberFormat("en-US", { maximumFractionDigits: 4 });

/** Money in major units; parts of a minor unit are shown as long as they are not rounded away. */
export function moneyText(text: string, currency: string): string {
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  const precise = new Intl.NumberFormat("en-US", { style: "currency", currency, maximumFractionDigits: decimals + 2 });
  return precise.format(Number(text)).replace("-", "−");
}

/** `1,123 / 1,422`; empty where the figure is no ratio. */
export function fractionText({ numerator, denominator }: StatementResult): string {
  return numerator === null || denominator === null
    ? ""
    : `${plain(String(numerator))} / ${plain(String(denominator))}`;
}
