import type { DurationUnit } from "../../mapping/field";
import { zoneOfName } from "../../values/zone-letters";

/** A heading reduced to what it says: words without case, accents, plural, unit and kind of sum, which are distinguished. */
export type HeadingFold = {
  words: readonly string[];
  unit: DurationUnit | null;
  sum: "average" | "total" | "share" | null;
  /** A number in it, such as the 20 of "Service level (20 s)". */
  threshold: number | null;
  /** The least and the most of a scale in it, such as 0 and 10 of "Score (0-10)". */
  scale: readonly [least: number, most: number] | null;
};

const UNITS = new Map<string, DurationUnit>([
  ...pairs(["ms", "msec", "msecs", "millis", "millisecond", "milliseconds", "millisekunden", "milisegundos"], "ms"),
  ...pairs(
    ["s", "sec", "secs", "second", "seconds", "sek", "sekunden", "segundos", "seg", "secondes", "secondi", "seconden"],
    "s",
  ),
  ...pairs(["min", "mins", "minute", "minutes", "minuten", "minutos", "minuti"], "min"),
  ...pairs(["h", "hr", "hrs", "hour", "hours", "std", "stunden", "horas", "heures", "ore", "uur", "uren"], "h"),
  ...pairs(["d", "day", "days", "tage", "dias", "jours", "giorni", "dagen"], "d"),
]);
const AVERAGE = wordSet(
  "avg average mean durchschnitt durchschnittliche durchschnittlicher durchschnittl mittlere mittlerer mittelwert promedio medio moyenne moyen moy gemiddelde gemiddeld gem ø",
);
/** Of a channel in English, an average behind the word that it belongs to in others. */
const AVERAGE_BEHIND = wordSet("media medie medias");
const TOTAL = wordSet(
  "total sum summe gesamt insgesamt suma totale totales totali totais totaal somme somma soma totaux",
);
const SHARE = wordSet(
  "percent percentage pct prozent porcentaje pourcentage percentual percentuale porcentagem anteil",
);
const SMALL_WORDS = new Set([
  "the",
  "a",
  "of",
  "in",
  "by",
  "for",
  "to",
  "y",
  "n",
  "yn",
  "der",
  "die",
  "das",
  "de",
  "del",
  "la",
  "el",
  "du",
]);

/** The words, unit and kind of sum in a heading; the same for headings that differ in case, accents, separators and plural. */
export function foldHeading(heading: string): HeadingFold {
  const plain = plainHeading(withoutZone(heading.slice(0, 300).replace(LEGEND, " ")));
  const clock = /\b(hh? mm ss|mm ss|hh? mm)\b/.exec(plain)?.[1];
  const text = clock ? plain.replace(clock, " ") : plain;
  const tokens = text.split(" ").filter((token) => token !== "");
  const words: string[] = [];
  let unit: DurationUnit | null = clock ? (CLOCKS.get(clock) ?? null) : null;
  let sum: HeadingFold["sum"] = null;
  // Of 80/20 the 20 is the limit, and the 80 what is wanted of it.
  const goal = /\b\d{2}\s?\/\s?(\d{1,3})\b/.exec(heading)?.[1];
  let threshold: number | null = goal === undefined ? null : Number(goal);
  tokens.forEach((token, index) => {
    const named = UNITS.get(token);
    const glued = /^(\d{1,6})(s|sec|secs|seconds|min|h|hrs?)$/.exec(token);
    const last = index === tokens.length - 1;
    const stated = named !== undefined && (tokens[index - 1] === "in" || /^\d+$/.test(tokens[index - 1] ?? "") || last);
    const ofBusiness = tokens[index - 1] === "business" || tokens[index - 1] === "calendar";
    if (/^\d{1,6}$/.test(token)) threshold ??= Number(token);
    else if (glued) {
      threshold ??= Number(glued[1]);
      unit ??= UNITS.get(glued[2] ?? "") ?? null;
    } else if (stated && !ofBusiness && tokens.length > 1) unit ??= named;
    else if (AVERAGE.has(token) || (index > 0 && AVERAGE_BEHIND.has(token))) sum = "average";
    else if (TOTAL.has(token)) sum ??= "total";
    else if (SHARE.has(token)) sum ??= "share";
    else if (!SMALL_WORDS.has(token)) words.push(singular(token));
  });
  if (words.length === 0) words.push(...tokens.map(singular));
  return { words, unit, sum, threshold, scale: scaleIn(heading) };
}

/** What the scores of a survey mean, in brackets or at the end: (1 = very good, 5 = poor). It is no part of the name. */
const LEGEND = /[([]\s*\d{1,2}\s*=[^)\]]*[)\]]|[\s:,;–-]\s*\d{1,2}\s*=\s*\p{L}.*$/u;

const FROM_TO = /(?<!\d)([01])\s?(?:-|–|—|\.\.|to|bis|a|à|tot|al?)\s?(\d{1,3})(?![\d/])/i;
const OUT_OF = /(?:(?<![\d/])\/\s?|\b(?:out of|von|sur|su|sobre|op)\s)(3|4|5|7|10|100)(?!\d)/i;

/** A scale that a heading names, such as (1-5), 0 to 10 and /10. */
function scaleIn(heading: string): HeadingFold["scale"] {
  const text = heading.slice(0, 300);
  const [, least, most] = FROM_TO.exec(text) ?? [];
  if (least !== undefined && Number(most) > Number(least) + 1) return [Number(least), Number(most)];
  const top = Number(OUT_OF.exec(text)?.[1] ?? 0);
  return top === 0 ? null : [top > 7 ? 0 : 1, top];
}

const CLOCKS = new Map<string, DurationUnit>([
  ["hh mm ss", "hh:mm:ss"],
  ["h mm ss", "hh:mm:ss"],
  ["mm ss", "mm:ss"],
  ["hh mm", "hh:mm"],
  ["h mm", "hh:mm"],
]);

/** The clocks of a time are no part of its name; other letters than UTC may be where nothing sets them apart. */
function withoutZone(heading: string): string {
  const zone = zoneOfName(heading);
  if (zone === "") return heading;
  const tail = zone === "UTC" || zone === "GMT" ? `[([]?${zone}[)\\]]?$` : `[([]${zone}[)\\]]$`;
  return heading.trim().replace(new RegExp(tail), "");
}

/** Lower-case words with single spaces between: accents, separators and camel case undone. */
export function plainHeading(heading: string): string {
  return heading
    .slice(0, 300)
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, "$1 $2")
    .replaceAll("%", " percent ")
    .replaceAll("#", " number ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function singular(token: string): string {
  return token.length > 3 && token.endsWith("s") && !token.endsWith("ss") ? token.slice(0, -1) : token;
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}

function pairs(words: readonly string[], unit: DurationUnit): [string, DurationUnit][] {
  return words.map((word) => [word, unit]);
}
