import { FACT_KINDS, type FactKind, type ReferenceKind } from "~/domain/facts/fact-fields";
import { findNamePairs, mayNameAgents } from "../rules/person-names";
import type { ColumnProfile } from "../profile/column-profile";
import { suggestedTargets, rateColumn, type RatingContext } from "../columns/rate-columns";
import { isMeasureTarget, targetType } from "../targets";

type Context = Omit<RatingContext, "kind">;

/** Names that a column goes by and little else. */
const PLAINLY = 0.8;
/** Measures of staff that rosters carry too. */
const OF_STAFF = new Set(["headcount", "headcountDelivered", "headcountRequired", "leavers"]);

/** Whether the rows are lines of a roster or of a business calendar; null where they say what happened. */
export function findReference(columns: readonly ColumnProfile[], context: Context): ReferenceKind | null {
  if (context.preset !== null) return null;
  if (isCalendar(columns, context)) return "calendar";
  return isRoster(columns, context) ? "roster" : null;
}

/** An agent, a first day or one of leaving, and of what happened in contacts next to nothing. */
function isRoster(columns: readonly ColumnProfile[], context: Context): boolean {
  const has = (target: string) => columns.some((column) => isPlainly(column, target, "roster", context));
  const since = ["startsOn", "hiredOn"].filter(has);
  const dated = ["endsOn", "hiredOn"].filter(has);
  const placed = ["site", "team"].filter(has);
  const named = has("agent") || findNamePairs(columns).some(mayNameAgents);
  if (!named || since.length === 0 || columns.some(hasTimeOfDay)) return false;
  const happened = columns.filter((column) => tellsOfWork(column, context)).length;
  if (happened > 0) return dated.length > 0 && happened < 2 && placed.length > 0;
  return dated.length + placed.length > 0;
}

/** Weekdays with hours, dates with hours or holidays by name; no people and no figures. */
function isCalendar(columns: readonly ColumnProfile[], context: Context): boolean {
  const find = (target: string, least = PLAINLY) =>
    columns.find((column) => isPlainly(column, target, "calendar", context, least)) ?? null;
  if (columns.some((column) => isPlainly(column, "agent", "contacts", context))) return false;
  if (columns.some((column) => isPlainly(column, "externalId", "contacts", context))) return false;
  const weekdays = find("weekdays");
  const hours = (find("opens") !== null && find("closes") !== null) || find("hours") !== null;
  if (columns.some((column) => column !== weekdays && isFigure(column, context))) return false;
  if (weekdays !== null && hours) return true;
  const date = columns.some((column) => isPlainly(column, "date", "calendar", context) && !hasTimeOfDay(column));
  return (
    date &&
    (find("name", 0.95) !== null ||
      (find("opens", 0.95) !== null && find("closes", 0.95) !== null) ||
      find("hours", 0.95) !== null)
  );
}

function isPlainly(
  column: ColumnProfile,
  target: string,
  kind: FactKind | ReferenceKind,
  context: Context,
  least = PLAINLY,
): boolean {
  const rating = rateColumn(column, target, { ...context, kind });
  return rating !== null && rating.named >= least && rating.how.fit >= 0.5;
}

function hasTimeOfDay({ instant }: ColumnProfile): boolean {
  return instant !== null && instant.parts === "both" && !instant.bare;
}

/** Whether a column gives figures, times or flags of contacts, reviews or totals. */
function tellsOfWork(column: ColumnProfile, context: Context): boolean {
  return FACT_KINDS.some((kind) =>
    suggestedTargets(kind).some((target) => {
      const isFact =
        kind === "totals"
          ? isMeasureTarget(target)
          : ["seconds", "number", "boolean"].includes(targetType(target, kind));
      return isFact && !OF_STAFF.has(target) && isPlainly(column, target, kind, context);
    }),
  );
}

/** Figures, but for those that are hours of the day. */
function isFigure(column: ColumnProfile, context: Context): boolean {
  const isHour = ["opens", "closes"].some((target) => isPlainly(column, target, "calendar", context));
  return column.number !== null && column.instant === null && !isHour;
}
