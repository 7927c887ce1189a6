import type { FileKind } from "~/domain/facts/fact-fields";
import type { FileEvidence } from "./file-evidence";
import type { TargetKey } from "../suggestion";
import type { Preset } from "../presets/preset";
import type { ColumnProfile } from "../profile/column-profile";
import type { FormProfile } from "../profile/instant-profile";
import type { HowRead, ReadingContext } from "../readings/how-read";
import { readAmount } from "../readings/read-amount";
import { readFlag } from "../readings/read-flag";
import { readStatus } from "../readings/read-preliminary";
import { readDates, spanTexts } from "../readings/read-dates";
import { readInstant } from "../readings/read-instant";
import { headingLikeness, namesOtherMoment, SYNONYMS } from "./heading-likeness";
import { isMeantOtherwise, skips, presetLikeness } from "../presets/recognize-preset";
import { STRAY_FIT, strayText } from "../readings/stray-words";
import { readHours, readOpening, readWeekdays } from "../readings/read-opening";
import { isRecommendation, readScore, SCORES } from "../readings/read-score";
import { readId, readNumber, readOrder, readSeconds, readText } from "../readings/read-values";
import { isMeasureTarget, targetsOf, targetType } from "../targets";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";

/** How well a column would feed a target. */
export type Rating = { score: number; named: number; preset: boolean; how: HowRead };
export type RatingContext = {
  kind: FileKind;
  preset: Preset | null;
  evidence: FileEvidence;
  answers: ReadonlyMap<string, string>;
  /** Ratings made so far in this suggestion, by kind, column and target. */
  made: Map<string, Rating | null>;
};

/** Below this a pairing is not worth showing as a suggestion. */
export const MIN_SCORE = 0.35;
/** What a column that names rows or moments is worth without a heading that says so. */
const UNNAMED_SCORE = 0.36;
const PRESET_BONUS = 0.5;

const SUGGESTED: Readonly<Record<FileKind, readonly TargetKey[]>> = {
  contacts: withNames("contacts"),
  reviews: withNames("reviews"),
  totals: withNames("totals"),
  roster: withNames("roster"),
  calendar: withNames("calendar"),
};

/** The targets that are suggested for a kind: those that can be chosen and have names. */
export function suggestedTargets(kind: FileKind): readonly TargetKey[] {
  return SUGGESTED[kind];
}

function withNames(kind: FileKind): TargetKey[] {
  const choosable = new Set(targetsOf(kind).map(({ key }) => key));
  return [...SYNONYMS[kind].keys()].filter((key) => choosable.has(key) || (kind === "totals" && isMeasureTarget(key)));
}

/** The rating of one column for one target; null where its cells cannot be read so or its heading says nothing of it. */
export function rateColumn(column: ColumnProfile, target: TargetKey, context: RatingContext): Rating | null {
  const key = `${context.kind} ${column.index} ${target}`;
  const made = context.made.get(key);
  if (made !== undefined) return made;
  const rating = makeRating(column, target, context);
  context.made.set(key, rating);
  return rating;
}

/** How sure it is that the column feeds the target, 0–1, whatever remains to be asked of how it is read. */
export function certaintyOf({ named, preset, how }: Rating): number {
  return Math.min(0.99, (preset ? 0.98 : Math.max(named, 0.3)) * (0.5 + how.fit / 2));
}

const MIN_NAMED = 0.6;

/** The target whose name the heading is, whatever the cells say; null where it is nearly none. */
export function namedTarget(column: ColumnProfile, context: RatingContext): TargetKey | null {
  if (skips(context.preset, column.plain)) return null;
  const rated = suggestedTargets(context.kind).map((target) => ({ target, named: namedBy(column, target, context) }));
  const best = rated.reduce((most, next) => (next.named > most.named ? next : most));
  return best.named >= MIN_NAMED ? best.target : null;
}

/** How much the heading says that it is the target's, by the preset first. */
function namedBy(
  column: ColumnProfile,
  target: TargetKey,
  { kind, preset, answers }: Pick<RatingContext, "kind" | "preset" | "answers">,
): number {
  if (isRecommendation(column, answers)) return target === "npsScore" ? 1 : 0;
  // What a column without a heading is called by is its place.
  if (NO_HEADING.test(column.heading)) return 0;
  const byPreset = presetLikeness(preset, kind, target, column.plain);
  if (byPreset > 0) return byPreset;
  const likely = headingLikeness(column, target, kind);
  // What a system calls one thing is not another, however it sounds.
  return isMeantOtherwise(preset, kind, target, column.plain) ? likely * 0.3 : likely;
}

function makeRating(column: ColumnProfile, target: TargetKey, context: RatingContext): Rating | null {
  const byPreset = presetLikeness(context.preset, context.kind, target, column.plain);
  if (byPreset === 0 && skips(context.preset, column.plain)) return null;
  const named = namedBy(column, target, context);
  const unnamed = named === 0 && mayGoUnnamed(column, target, context.kind);
  if (named === 0 && !unnamed) return null;
  const how = readAs(column, { ...context, target });
  if (!how || how.fit === 0) return null;
  const score = unnamed ? UNNAMED_SCORE * how.fit : named * how.fit + (byPreset > 0 ? PRESET_BONUS * how.fit : 0);
  return { score, named, preset: byPreset > 0, how };
}

/** The column read as the target wants it, whatever its heading says. */
export function readAs(column: ColumnProfile, context: ReadingContext): HowRead | null {
  const how = readCells(column, context);
  if (how === null || how.reading.type === "text") return how;
  const strays = isDateOfCalendar(context) ? column.strays.filter((text) => spanTexts(text) === null) : column.strays;
  const impossible = how.reading.type === "instant" ? (column.instant?.impossible ?? []) : [];
  return withStrays(how, [...new Set([...strays, ...impossible])]);
}

/** A date of a calendar may be a span of days. */
function isDateOfCalendar({ kind, target }: ReadingContext): boolean {
  return kind === "calendar" && target === "date";
}

/** Words that stand among figures do not make a column another, but they are reported. */
function withStrays(how: HowRead, strays: readonly string[]): HowRead {
  // An order or a flag has a word for it already.
  if (strays.length === 0 || how.warning !== undefined) return how;
  return { ...how, fit: how.fit * STRAY_FIT, warning: strayText(strays) };
}

function readCells(column: ColumnProfile, context: ReadingContext): HowRead | null {
  const { kind, target } = context;
  const type = targetType(target, kind);
  if (target === "externalId") return readId(column);
  if (target === "eventOrder") return readOrder(column, context, readInstant(column, context));
  if (column.filled === 0) return target === "vendor" ? null : readEmpty(column, type);
  if (kind === "totals" && isMeasureTarget(target)) return readAmount(column, context);
  switch (type) {
    case "instant":
    case "day":
      if (isDateOfCalendar(context)) return readDates(column, context);
      return readInstant(column, context);
    case "seconds":
      return kind === "calendar" ? readOpening(column) : readSeconds(column, context);
    case "boolean":
      return target === "preliminary" ? readStatus(column, context) : readFlag(column, context);
    case "number":
    case "integer":
      return SCORES.has(target) ? readScore(column, context) : readNumber(column, context);
    case "text":
      if (target === "weekdays") return readWeekdays(column);
      return kind === "calendar" && target === "hours" ? readHours(column) : readText(column, context);
  }
}

/** A column that says nothing in the rows looked at can be suggested only where its heading tells all there is to know. */
function readEmpty({ fold }: ColumnProfile, type: ReturnType<typeof targetType>): HowRead | null {
  if (type === "instant" || (type === "seconds" && fold.unit === null)) return null;
  return {
    fit: 0.4,
    reading: { type, ...(type === "seconds" && fold.unit !== null && fold.unit !== "s" ? { unit: fold.unit } : {}) },
    why: SUGGESTION_REASONS.noValuesChecked,
    questions: [],
  };
}

/** "03/26" may be a month of a year, a day of any year, or a part of a whole. */
function mayBeNoDate({ doubt }: FormProfile): boolean {
  return doubt === "year";
}

const NO_HEADING = /^#\d+$/;

/** Whether cells alone may show what a column is: moments, and words (or in a file without headings numbers) that never repeat. */
function mayGoUnnamed(column: ColumnProfile, target: TargetKey, kind: FileKind): boolean {
  const { heading, instant, filled, distinct, cells, number, strays } = column;
  if (target === "openedAt" || target === "reviewedAt" || target === "day")
    return instant !== null && !instant.bare && !namesOtherMoment(column) && !instant.forms.some(mayBeNoDate);
  if (target !== "externalId" || kind === "totals" || filled < 2 || filled < cells || distinct < filled) return false;
  // When something happened is not its name, even where no two rows share a moment.
  const isNumber = number !== null && strays.length === 0;
  return instant === null && (!isNumber || (number.whole && NO_HEADING.test(heading)));
}
