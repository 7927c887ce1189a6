import type { MeasureKey } from "~/domain/metrics/measures";
import { NPS_DETRACTOR_UP_TO, NPS_PROMOTER_FROM } from "~/domain/metrics/contact-amounts";
import { ABANDONED, ANSWERED, DURATION_SQL, HANDLED, RESOLUTION_BUSINESS_DAYS } from "./contact-durations-sql";
import { Prisma } from "../generated/client";

/** What one row adds to a measure, NULL where it says nothing of it. */
type AmountSql = Readonly<Partial<Record<MeasureKey, Prisma.Sql>>>;

const sql = Prisma.sql;
const QUEUED = sql`(c.answered IS NOT NULL OR c.abandoned IS NOT NULL)`;
/** The latest instant that the contact's source speaks of. */
export const AS_OF = sql`(SELECT a.as_of FROM source_as_of a WHERE a.vendor_id = c.vendor_id AND a.source = c.source)`;
const IS_DUE = sql`(CASE WHEN c.due_at IS NULL THEN c.made_sla IS NOT NULL ELSE c.due_at <= ${AS_OF} END)`;
const APPEAL_DECIDED = sql`(c.appeal_decided IS TRUE OR c.overturned IS NOT NULL)`;

const oneWhen = (condition: Prisma.Sql) => sql`CASE WHEN ${condition} THEN 1 END`;
const countWhen = (condition: Prisma.Sql, what: Prisma.Sql) => sql`CASE WHEN ${condition} THEN (${what})::int END`;

/** The contact table as `c`: the domain's `contactAmounts` in SQL, which tests compare it with. */
export const CONTACT_AMOUNT_SQL: AmountSql = {
  offered: oneWhen(QUEUED),
  unqueued: oneWhen(sql`NOT ${QUEUED}`),
  answered: countWhen(QUEUED, ANSWERED),
  abandoned: countWhen(QUEUED, ABANDONED),
  waitKnown: oneWhen(sql`(${DURATION_SQL.wait}) IS NOT NULL`),
  waitSeconds: DURATION_SQL.wait,
  handled: sql`(${HANDLED})::int`,
  talkKnown: oneWhen(sql`(${DURATION_SQL.talk}) IS NOT NULL`),
  talkSeconds: DURATION_SQL.talk,
  holdKnown: oneWhen(sql`${HANDLED} AND c.hold_seconds IS NOT NULL`),
  holdSeconds: sql`CASE WHEN ${HANDLED} THEN c.hold_seconds END`,
  wrapKnown: oneWhen(sql`${HANDLED} AND c.wrap_seconds IS NOT NULL`),
  wrapSeconds: sql`CASE WHEN ${HANDLED} THEN c.wrap_seconds END`,
  handleKnown: oneWhen(sql`(${DURATION_SQL.handle}) IS NOT NULL`),
  handleSeconds: DURATION_SQL.handle,
  resolutionKnown: oneWhen(sql`${HANDLED} AND c.resolved IS NOT NULL`),
  resolved: sql`CASE WHEN ${HANDLED} THEN c.resolved::int END`,
  fcrKnown: oneWhen(sql`${HANDLED} AND c.resolved IS NOT FALSE AND c.resolved_first_contact IS NOT NULL`),
  resolvedFirstContact: sql`CASE WHEN ${HANDLED} AND c.resolved IS NOT FALSE THEN c.resolved_first_contact::int END`,
  reopenKnown: oneWhen(sql`${HANDLED} AND c.reopened IS NOT NULL`),
  reopened: sql`CASE WHEN ${HANDLED} THEN c.reopened::int END`,
  transferKnown: oneWhen(sql`${HANDLED} AND c.transferred IS NOT NULL`),
  transferred: sql`CASE WHEN ${HANDLED} THEN c.transferred::int END`,
  escalationKnown: oneWhen(sql`${HANDLED} AND c.escalated IS NOT NULL`),
  escalated: sql`CASE WHEN ${HANDLED} THEN c.escalated::int END`,
  csatResponses: oneWhen(sql`c.csat_score IS NOT NULL`),
  csatScoreSum: sql`c.csat_score`,
  npsResponses: oneWhen(sql`c.nps_score IS NOT NULL`),
  npsPromoters: sql`(c.nps_score >= ${NPS_PROMOTER_FROM}::float8)::int`,
  npsDetractors: sql`(c.nps_score <= ${NPS_DETRACTOR_UP_TO}::float8)::int`,
  firstResponseSeconds: DURATION_SQL.firstResponse,
  resolutionSeconds: DURATION_SQL.resolution,
  firstResponseBusinessSeconds: DURATION_SQL.firstResponseBusiness,
  resolutionBusinessSeconds: DURATION_SQL.resolutionBusiness,
  firstResponseKnown: oneWhen(sql`c.first_response_seconds IS NOT NULL`),
  resolutionTimeKnown: oneWhen(sql`(${DURATION_SQL.resolution}) IS NOT NULL`),
  firstResponseBusinessKnown: oneWhen(sql`c.first_response_business_seconds IS NOT NULL`),
  resolutionBusinessKnown: oneWhen(sql`(${DURATION_SQL.resolutionBusiness}) IS NOT NULL`),
  firstResponseBusinessDaysKnown: oneWhen(sql`c.first_response_business_days IS NOT NULL`),
  resolutionBusinessDaysKnown: oneWhen(sql`(${RESOLUTION_BUSINESS_DAYS}) IS NOT NULL`),
  due: oneWhen(IS_DUE),
  doneInSla: countWhen(IS_DUE, sql`COALESCE(c.made_sla, c.done_at <= c.due_at, FALSE)`),
  actions: oneWhen(sql`c.appealed IS NOT NULL`),
  appeals: sql`c.appealed::int`,
  appealsDecided: oneWhen(APPEAL_DECIDED),
  appealsOverturned: countWhen(APPEAL_DECIDED, sql`c.overturned IS TRUE`),
};

const POINTS_GIVEN = sql`c.points_earned IS NOT NULL AND c.points_possible IS NOT NULL`;
const CRITICAL = sql`(c.end_user_critical IS TRUE OR c.business_critical IS TRUE OR c.compliance_critical IS TRUE)`;
const COMPARED = sql`c.decided_positive IS NOT NULL AND c.audited_positive IS NOT NULL`;
const CORRECT = sql`COALESCE(c.decision_correct, c.decided_positive = c.audited_positive)`;

/** The review table as `c`: the domain's `reviewAmounts` in SQL. */
export const REVIEW_AMOUNT_SQL: AmountSql = {
  reviews: sql`1`,
  pointsEarned: sql`CASE WHEN ${POINTS_GIVEN} THEN c.points_earned END`,
  pointsPossible: sql`CASE WHEN ${POINTS_GIVEN} THEN c.points_possible END`,
  pointsEarnedClean: sql`CASE WHEN ${POINTS_GIVEN} THEN CASE WHEN ${CRITICAL} THEN 0 ELSE c.points_earned END END`,
  endUserReviewed: oneWhen(sql`c.end_user_critical IS NOT NULL`),
  endUserClean: sql`(NOT c.end_user_critical)::int`,
  businessReviewed: oneWhen(sql`c.business_critical IS NOT NULL`),
  businessClean: sql`(NOT c.business_critical)::int`,
  complianceReviewed: oneWhen(sql`c.compliance_critical IS NOT NULL`),
  complianceClean: sql`(NOT c.compliance_critical)::int`,
  decisionsAudited: oneWhen(sql`(${CORRECT}) IS NOT NULL`),
  decisionsCorrect: sql`(${CORRECT})::int`,
  truePositives: countWhen(COMPARED, sql`c.decided_positive AND c.audited_positive`),
  falsePositives: countWhen(COMPARED, sql`c.decided_positive AND NOT c.audited_positive`),
  falseNegatives: countWhen(COMPARED, sql`NOT c.decided_positive AND c.audited_positive`),
};
