/**
 * The additive measures that every metric is made of, one per column of the roll-up table. A measure absent from
 * `Amounts` was not stated by any source: that is never the same as zero.
 */

/** Which kind of rows states the measure. Totals may state any measure as a ready total. */
export type RowKind = "contacts" | "reviews" | "totals";

/**
 * How daily amounts become the amount of a period (see `periodAmounts`):
 * `sum` adds up; `last-day` is a stock, read on the last day that gives it; `mean-of-days` is a stock averaged over
 * the days that give it.
 */
export type Aggregate = "sum" | "last-day" | "mean-of-days";

export type MeasureUnit = "count" | "seconds" | "points" | "money" | "score";

export type MeasureDefinition = {
  readonly label: string;
  readonly description: string;
  readonly unit: MeasureUnit;
  readonly rows: RowKind;
  readonly aggregate: Aggregate;
};

const define = (rows: RowKind, unit: MeasureUnit, aggregate: Aggregate = "sum") => {
  return (label: string, description: string): MeasureDefinition => ({ label, description, unit, rows, aggregate });
};

const contacts = define("contacts", "count");
const contactSeconds = define("contacts", "seconds");
const reviews = define("reviews", "count");
const reviewPoints = define("reviews", "points");
const total = define("totals", "count");
const totalSeconds = define("totals", "seconds");

export const MEASURES = {
  offered: contacts("offered", "Contacts that reached a queue and were answered or abandoned"),
  unqueued: contacts("without a queue", "Contacts without queue data: tickets, emails, items"),
  answered: contacts("answered", "Offered contacts that were answered"),
  abandoned: contacts("abandoned", "Offered contacts that ended before they were answered"),
  waitKnown: contacts("answered with known wait", "Answered contacts whose wait is known"),
  waitSeconds: contactSeconds("wait", "Sum of the known waits of answered contacts"),
  handled: contacts("handled", "Contacts answered, or worked without a queue"),
  talkKnown: contacts("handled with known talk time", "Handled contacts whose talk time is known"),
  talkSeconds: contactSeconds("talk", "Sum of known talk times of handled contacts"),
  holdKnown: contacts("handled with known hold time", "Handled contacts whose hold time is known"),
  holdSeconds: contactSeconds("hold", "Sum of known hold times of handled contacts"),
  wrapKnown: contacts("handled with known wrap-up time", "Handled contacts whose wrap-up time is known"),
  wrapSeconds: contactSeconds("wrap-up", "Sum of known wrap-up times of handled contacts"),
  handleKnown: contacts("handled with known handle time", "Handled contacts whose handle or talk time is known"),
  handleSeconds: contactSeconds("handle", "Sum of handle times, or talk + hold + wrap-up where the source has none"),
  availableSeconds: totalSeconds("available", "Time that agents were ready and waiting for a contact"),
  resolved: contacts("resolved", "Handled contacts that were resolved"),
  resolutionKnown: contacts("handled with known outcome", "Handled contacts that are marked resolved or unresolved"),
  fcrKnown: contacts(
    "resolved with known first contact",
    "Handled contacts with a first-contact flag, without unresolved contacts",
  ),
  resolvedFirstContact: contacts("resolved at first contact", "Contacts resolved at first contact"),
  reopenKnown: contacts("handled with known reopening", "Handled contacts that are marked reopened or not"),
  reopened: contacts("reopened", "Handled contacts that were reopened"),
  transferKnown: contacts("handled with known transfer", "Handled contacts that are marked transferred or not"),
  transferred: contacts("transferred", "Handled contacts that were transferred"),
  escalationKnown: contacts("handled with known escalation", "Handled contacts that are marked escalated or not"),
  escalated: contacts("escalated", "Handled contacts that were escalated"),
  csatResponses: contacts("survey responses", "Contacts with a satisfaction score"),
  csatScoreSum: define("contacts", "score")("sum of scores", "Sum of satisfaction scores"),
  npsResponses: contacts("NPS responses", "Contacts with a recommendation score"),
  npsPromoters: contacts("promoters", "Recommendation scores of 9 or 10"),
  npsDetractors: contacts("detractors", "Recommendation scores of 0 to 6"),
  firstResponseKnown: contacts("with first response", "Contacts whose time to first response is known"),
  firstResponseSeconds: contactSeconds("time to first response", "Sum of known times to first response"),
  resolutionTimeKnown: contacts("with resolution time", "Resolved contacts with a resolution time"),
  resolutionSeconds: contactSeconds("time to resolution", "Sum of resolution times"),
  firstResponseBusinessKnown: contacts(
    "with first response in business hours",
    "Contacts whose time to first response is known in business hours",
  ),
  firstResponseBusinessSeconds: contactSeconds(
    "time to first response in business hours",
    "Sum of known times to first response in business hours",
  ),
  resolutionBusinessKnown: contacts(
    "with resolution in business hours",
    "Resolved contacts with a resolution time in business hours",
  ),
  resolutionBusinessSeconds: contactSeconds(
    "time to resolution in business hours",
    "Sum of resolution times in business hours",
  ),
  firstResponseBusinessDaysKnown: contacts(
    "with first response in business days",
    "Contacts whose time to first response is known in business days",
  ),
  resolutionBusinessDaysKnown: contacts(
    "with resolution in business days",
    "Resolved contacts with a resolution time in business days",
  ),
  due: contacts("due", "Items due before the latest data from their source, or with an outcome"),
  doneInSla: contacts("done in time", "Due items done by their due time"),
  actions: contacts("actions", "Decisions that are marked appealed or not"),
  appeals: contacts("appeals", "Decisions that were appealed"),
  appealsDecided: contacts("appeals decided", "Appeals with a decision"),
  appealsOverturned: contacts("overturned", "Decided appeals that overturned the decision"),
  reviews: reviews("reviews", "Quality reviews"),
  pointsEarned: reviewPoints("points earned", "Points earned in reviews with earned and possible points"),
  pointsPossible: reviewPoints("points possible", "Points possible in the same reviews"),
  pointsEarnedClean: reviewPoints(
    "points earned without critical error",
    "Points earned in the same reviews, 0 where a critical error was found",
  ),
  endUserReviewed: reviews("reviewed for end-user errors", "Reviews checked for end-user critical errors"),
  endUserClean: reviews("without end-user errors", "Reviews in which none was found"),
  businessReviewed: reviews("reviewed for business errors", "Reviews checked for business critical errors"),
  businessClean: reviews("without business errors", "Reviews in which none was found"),
  complianceReviewed: reviews("reviewed for compliance errors", "Reviews checked for compliance errors"),
  complianceClean: reviews("without compliance errors", "Reviews in which none was found"),
  decisionsAudited: reviews("decisions audited", "Decisions that the audit marks correct or incorrect"),
  decisionsCorrect: reviews("decisions correct", "Audited decisions that were correct"),
  truePositives: reviews("true positives", "Marked as violating; the audit agrees"),
  falsePositives: reviews("false positives", "Marked as violating; the audit disagrees"),
  falseNegatives: reviews("false negatives", "Marked as not violating; the audit found a violation"),
  scheduledSeconds: totalSeconds("scheduled", "Time that agents were scheduled to work"),
  adherentSeconds: totalSeconds("in adherence", "Scheduled time spent as scheduled"),
  paidSeconds: totalSeconds("paid", "Paid time"),
  productiveSeconds: totalSeconds("productive", "Paid time spent on production"),
  unavailableSeconds: totalSeconds("unavailable", "Paid time not available for contacts"),
  deliveredSeconds: totalSeconds("delivered", "Hours delivered, as time"),
  headcountRequired: total("headcount required", "Required headcount, in person-days"),
  headcountDelivered: total("headcount delivered", "Delivered headcount, in person-days"),
  headcount: define(
    "totals",
    "count",
    "mean-of-days",
  )("average headcount", "Headcount at the end of the day, averaged over days"),
  leavers: total("leavers", "People who left"),
  forecastContacts: total("forecast", "Contacts forecast"),
  forecastActual: total("actual", "Contacts received for days and slices with a forecast"),
  forecastAbsoluteError: total("absolute error", "Difference between forecast and actual, by day and slice"),
  orders: total("orders", "Business volume: orders, rides, accounts"),
  invoicedMinor: define("totals", "money")("invoiced", "Amount invoiced, in minor units of the currency"),
  backlogOpen: define("totals", "count", "last-day")("open", "Open items at the cutoff"),
  backlogAged: define("totals", "count", "last-day")("open too long", "Open items older than agreed at the cutoff"),
} as const satisfies Record<string, MeasureDefinition>;

export type MeasureKey = keyof typeof MEASURES;

export const MEASURE_KEYS = Object.keys(MEASURES).filter(isMeasureKey);

export function isMeasureKey(text: string): text is MeasureKey {
  return Object.hasOwn(MEASURES, text);
}
