import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const THEMES = ["light", "dark"] as const;
type Theme = (typeof THEMES)[number];

const PAIR = /--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g;
const source = readFileSync(fileURLToPath(new URL("tokens.css", import.meta.url)), "utf8");
const tokens = new Map(
  [...source.matchAll(PAIR)].map(([, name = "", light = "", dark = ""]) => [name, { light, dark }]),
);

/** Grounds that running text and marks stand on. */
const GROUNDS = ["canvas", "surface", "sunken"];
const TEXTS = ["ink", "ink-2", "ink-3", "brand", "missed", "below", "met", "quiet", "better", "worse"];
const SERIES = ["series-1", "series-2", "series-3", "series-4"];

const TEXT_PAIRS = [
  ...TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
  ...SERIES.map((series) => [series, "surface"] as const),
  ["missed", "missed-tint"],
  ["below", "below-tint"],
  ["met", "met-tint"],
  ["ink-2", "missed-tint"],
  ["ink-2", "below-tint"],
  ["ink-2", "met-tint"],
  ["brand-ink", "brand"],
  ["brand-ink", "brand-strong"],
  ["surface", "ink"],
  ["ink", "band-1"],
] as const;

const MARK_PAIRS = [
  ...["missed", "below", "quiet", "target"].flatMap((mark) =>
    ["band-1", "band-2", "surface"].map((ground) => [mark, ground] as const),
  ),
  ...[...SERIES, "met", "better", "worse"].flatMap((mark) => GROUNDS.map((ground) => [mark, ground] as const)),
  ...["focus", "line-control"].flatMap((mark) => ["canvas", "surface"].map((ground) => [mark, ground] as const)),
] as const;

describe.each(THEMES)("colors of the %s theme", (theme) => {
  it.each(TEXT_PAIRS)("text: %s on %s is at least 4.5 : 1", (text, ground) => {
    expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(MARK_PAIRS)("marks: %s on %s is at least 3 : 1", (mark, ground) => {
    expect(contrast(mark, ground, theme)).toBeGreaterThanOrEqual(3);
  });
});

/** WCAG 2.2 contrast ratio. */
function contrast(name: string, ground: string, theme: Theme): number {
  const [one, other] = [luminance(color(name, theme)), luminance(color(ground, theme))];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function color(name: string, theme: Theme): string {
  const token = tokens.get(name);
  if (!token) throw new Error(`No token is called ${name}`);
  return token[theme];
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
