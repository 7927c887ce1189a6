-- CreateTable
CREATE TABLE "measure_month" (
    "vendor_id" INTEGER NOT NULL,
    "split" SMALLINT NOT NULL,
    "first_day" DATE NOT NULL,
    "site" TEXT NOT NULL,
    "program" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "offered" DOUBLE PRECISION,
    "unqueued" DOUBLE PRECISION,
    "answered" DOUBLE PRECISION,
    "abandoned" DOUBLE PRECISION,
    "wait_known" DOUBLE PRECISION,
    "wait_seconds" DOUBLE PRECISION,
    "handled" DOUBLE PRECISION,
    "talk_seconds" DOUBLE PRECISION,
    "hold_seconds" DOUBLE PRECISION,
    "wrap_seconds" DOUBLE PRECISION,
    "handle_known" DOUBLE PRECISION,
    "handle_seconds" DOUBLE PRECISION,
    "available_seconds" DOUBLE PRECISION,
    "resolved" DOUBLE PRECISION,
    "resolution_known" DOUBLE PRECISION,
    "fcr_known" DOUBLE PRECISION,
    "resolved_first_contact" DOUBLE PRECISION,
    "reopen_known" DOUBLE PRECISION,
    "reopened" DOUBLE PRECISION,
    "transfer_known" DOUBLE PRECISION,
    "transferred" DOUBLE PRECISION,
    "escalation_known" DOUBLE PRECISION,
    "escalated" DOUBLE PRECISION,
    "csat_responses" DOUBLE PRECISION,
    "csat_score_sum" DOUBLE PRECISION,
    "nps_responses" DOUBLE PRECISION,
    "nps_promoters" DOUBLE PRECISION,
    "nps_detractors" DOUBLE PRECISION,
    "first_response_known" DOUBLE PRECISION,
    "resolution_time_known" DOUBLE PRECISION,
    "first_response_business_known" DOUBLE PRECISION,
    "resolution_business_known" DOUBLE PRECISION,
    "due" DOUBLE PRECISION,
    "done_in_sla" DOUBLE PRECISION,
    "actions" DOUBLE PRECISION,
    "appeals" DOUBLE PRECISION,
    "appeals_decided" DOUBLE PRECISION,
    "appeals_overturned" DOUBLE PRECISION,
    "reviews" DOUBLE PRECISION,
    "points_earned" DOUBLE PRECISION,
    "points_possible" DOUBLE PRECISION,
    "points_earned_clean" DOUBLE PRECISION,
    "end_user_reviewed" DOUBLE PRECISION,
    "end_user_clean" DOUBLE PRECISION,
    "business_reviewed" DOUBLE PRECISION,
    "business_clean" DOUBLE PRECISION,
    "compliance_reviewed" DOUBLE PRECISION,
    "compliance_clean" DOUBLE PRECISION,
    "decisions_audited" DOUBLE PRECISION,
    "decisions_correct" DOUBLE PRECISION,
    "true_positives" DOUBLE PRECISION,
    "false_positives" DOUBLE PRECISION,
    "false_negatives" DOUBLE PRECISION,
    "scheduled_seconds" DOUBLE PRECISION,
    "adherent_seconds" DOUBLE PRECISION,
    "paid_seconds" DOUBLE PRECISION,
    "productive_seconds" DOUBLE PRECISION,
    "unavailable_seconds" DOUBLE PRECISION,
    "delivered_seconds" DOUBLE PRECISION,
    "headcount_required" DOUBLE PRECISION,
    "headcount_delivered" DOUBLE PRECISION,
    "leavers" DOUBLE PRECISION,
    "forecast_contacts" DOUBLE PRECISION,
    "forecast_actual" DOUBLE PRECISION,
    "forecast_absolute_error" DOUBLE PRECISION,
    "orders" DOUBLE PRECISION,
    "invoiced_minor" DOUBLE PRECISION,
    "parameter_counts" DOUBLE PRECISION[],

    CONSTRAINT "measure_month_pkey" PRIMARY KEY ("vendor_id","split","first_day","site","program","channel")
);

-- CreateTable
CREATE TABLE "rollup_month_start" (
    "day" SMALLINT NOT NULL,

    CONSTRAINT "rollup_month_start_pkey" PRIMARY KEY ("day")
);

-- Row security: a month is seen by whoever may see all of its days, told apart by at least what the viewer is limited to.
ALTER TABLE measure_month ENABLE ROW LEVEL SECURITY;
ALTER TABLE measure_month FORCE ROW LEVEL SECURITY;
CREATE POLICY inside ON measure_month TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY outside ON measure_month FOR SELECT TO PUBLIC
  USING (
    vendor_id = ANY ((SELECT plumbline_vendor_ids())::integer[])
    AND first_day >= (SELECT plumbline_from_day())
    AND (first_day + interval '1 month')::date - 1 <= (SELECT plumbline_to_day())
    AND ((SELECT plumbline_sites()) IS NULL OR (split & 1 = 1 AND site = ANY ((SELECT plumbline_sites())::text[])))
    AND ((SELECT plumbline_programs()) IS NULL OR (split & 2 = 2 AND program = ANY ((SELECT plumbline_programs())::text[])))
    AND ((SELECT plumbline_channels()) IS NULL OR (split & 4 = 4 AND channel = ANY ((SELECT plumbline_channels())::text[])))
  );

-- Finds the few rows that give a stock, which is read by days.
CREATE INDEX measure_day_stocks ON measure_day (vendor_id, day)
  WHERE headcount IS NOT NULL OR backlog_open IS NOT NULL OR backlog_aged IS NOT NULL;

-- Months of the roll-ups that are there.
INSERT INTO rollup_month_start (day)
SELECT 1 UNION SELECT (document #>> '{calendar,fiscalMonthStartDay}')::smallint FROM sow_document
WHERE document #>> '{calendar,fiscalMonthStartDay}' ~ '^([1-9]|1[0-9]|2[0-8])$';
-- The planner takes an unknown table for a long one.
ANALYZE rollup_month_start;

INSERT INTO measure_month (vendor_id, split, first_day, site, program, channel,
  offered, unqueued, answered, abandoned, wait_known, wait_seconds, handled, talk_seconds, hold_seconds, wrap_seconds,
  handle_known, handle_seconds, available_seconds, resolved, resolution_known, fcr_known, resolved_first_contact, reopen_known,
  reopened, transfer_known, transferred, escalation_known, escalated, csat_responses, csat_score_sum, nps_responses,
  nps_promoters, nps_detractors, first_response_known, resolution_time_known, first_response_business_known,
  resolution_business_known, due, done_in_sla, actions, appeals, appeals_decided, appeals_overturned, reviews, points_earned,
  points_possible, points_earned_clean, end_user_reviewed, end_user_clean, business_reviewed, business_clean,
  compliance_reviewed, compliance_clean, decisions_audited, decisions_correct, true_positives, false_positives, false_negatives,
  scheduled_seconds, adherent_seconds, paid_seconds, productive_seconds, unavailable_seconds, delivered_seconds,
  headcount_required, headcount_delivered, leavers, forecast_contacts, forecast_actual, forecast_absolute_error, orders,
  invoiced_minor, parameter_counts)
SELECT m.vendor_id, 7 - grouping(m.channel, m.program, m.site), month.first_day, COALESCE(m.site, ''), COALESCE(m.program, ''), COALESCE(m.channel, ''),
  sum(round(m.offered * 1e6::float8)) / 1e6::float8, sum(round(m.unqueued * 1e6::float8)) / 1e6::float8,
  sum(round(m.answered * 1e6::float8)) / 1e6::float8, sum(round(m.abandoned * 1e6::float8)) / 1e6::float8,
  sum(round(m.wait_known * 1e6::float8)) / 1e6::float8, sum(round(m.wait_seconds * 1e6::float8)) / 1e6::float8,
  sum(round(m.handled * 1e6::float8)) / 1e6::float8, sum(round(m.talk_seconds * 1e6::float8)) / 1e6::float8,
  sum(round(m.hold_seconds * 1e6::float8)) / 1e6::float8, sum(round(m.wrap_seconds * 1e6::float8)) / 1e6::float8,
  sum(round(m.handle_known * 1e6::float8)) / 1e6::float8, sum(round(m.handle_seconds * 1e6::float8)) / 1e6::float8,
  sum(round(m.available_seconds * 1e6::float8)) / 1e6::float8, sum(round(m.resolved * 1e6::float8)) / 1e6::float8,
  sum(round(m.resolution_known * 1e6::float8)) / 1e6::float8, sum(round(m.fcr_known * 1e6::float8)) / 1e6::float8,
  sum(round(m.resolved_first_contact * 1e6::float8)) / 1e6::float8, sum(round(m.reopen_known * 1e6::float8)) / 1e6::float8,
  sum(round(m.reopened * 1e6::float8)) / 1e6::float8, sum(round(m.transfer_known * 1e6::float8)) / 1e6::float8,
  sum(round(m.transferred * 1e6::float8)) / 1e6::float8, sum(round(m.escalation_known * 1e6::float8)) / 1e6::float8,
  sum(round(m.escalated * 1e6::float8)) / 1e6::float8, sum(round(m.csat_responses * 1e6::float8)) / 1e6::float8,
  sum(round(m.csat_score_sum * 1e6::float8)) / 1e6::float8, sum(round(m.nps_responses * 1e6::float8)) / 1e6::float8,
  sum(round(m.nps_promoters * 1e6::float8)) / 1e6::float8, sum(round(m.nps_detractors * 1e6::float8)) / 1e6::float8,
  sum(round(m.first_response_known * 1e6::float8)) / 1e6::float8,
  sum(round(m.resolution_time_known * 1e6::float8)) / 1e6::float8,
  sum(round(m.first_response_business_known * 1e6::float8)) / 1e6::float8,
  sum(round(m.resolution_business_known * 1e6::float8)) / 1e6::float8, sum(round(m.due * 1e6::float8)) / 1e6::float8,
  sum(round(m.done_in_sla * 1e6::float8)) / 1e6::float8, sum(round(m.actions * 1e6::float8)) / 1e6::float8,
  sum(round(m.appeals * 1e6::float8)) / 1e6::float8, sum(round(m.appeals_decided * 1e6::float8)) / 1e6::float8,
  sum(round(m.appeals_overturned * 1e6::float8)) / 1e6::float8, sum(round(m.reviews * 1e6::float8)) / 1e6::float8,
  sum(round(m.points_earned * 1e6::float8)) / 1e6::float8, sum(round(m.points_possible * 1e6::float8)) / 1e6::float8,
  sum(round(m.points_earned_clean * 1e6::float8)) / 1e6::float8, sum(round(m.end_user_reviewed * 1e6::float8)) / 1e6::float8,
  sum(round(m.end_user_clean * 1e6::float8)) / 1e6::float8, sum(round(m.business_reviewed * 1e6::float8)) / 1e6::float8,
  sum(round(m.business_clean * 1e6::float8)) / 1e6::float8, sum(round(m.compliance_reviewed * 1e6::float8)) / 1e6::float8,
  sum(round(m.compliance_clean * 1e6::float8)) / 1e6::float8, sum(round(m.decisions_audited * 1e6::float8)) / 1e6::float8,
  sum(round(m.decisions_correct * 1e6::float8)) / 1e6::float8, sum(round(m.true_positives * 1e6::float8)) / 1e6::float8,
  sum(round(m.false_positives * 1e6::float8)) / 1e6::float8, sum(round(m.false_negatives * 1e6::float8)) / 1e6::float8,
  sum(round(m.scheduled_seconds * 1e6::float8)) / 1e6::float8, sum(round(m.adherent_seconds * 1e6::float8)) / 1e6::float8,
  sum(round(m.paid_seconds * 1e6::float8)) / 1e6::float8, sum(round(m.productive_seconds * 1e6::float8)) / 1e6::float8,
  sum(round(m.unavailable_seconds * 1e6::float8)) / 1e6::float8, sum(round(m.delivered_seconds * 1e6::float8)) / 1e6::float8,
  sum(round(m.headcount_required * 1e6::float8)) / 1e6::float8, sum(round(m.headcount_delivered * 1e6::float8)) / 1e6::float8,
  sum(round(m.leavers * 1e6::float8)) / 1e6::float8, sum(round(m.forecast_contacts * 1e6::float8)) / 1e6::float8,
  sum(round(m.forecast_actual * 1e6::float8)) / 1e6::float8, sum(round(m.forecast_absolute_error * 1e6::float8)) / 1e6::float8,
  sum(round(m.orders * 1e6::float8)) / 1e6::float8, sum(round(m.invoiced_minor * 1e6::float8)) / 1e6::float8,
  '{}'
FROM measure_day m CROSS JOIN rollup_month_start s
CROSS JOIN LATERAL (SELECT date_trunc('month', m.day - (s.day - 1))::date + (s.day - 1) AS first_day) month
GROUP BY m.vendor_id, month.first_day, CUBE (m.site, m.program, m.channel);

UPDATE measure_month m SET parameter_counts = counted.counts
FROM (
  SELECT vendor_id, split, first_day, site, program, channel, array_agg(total ORDER BY position) AS counts
  FROM (
    SELECT m.vendor_id, 7 - grouping(m.channel, m.program, m.site) AS split, month.first_day,
      COALESCE(m.site, '') AS site, COALESCE(m.program, '') AS program, COALESCE(m.channel, '') AS channel,
      one.position, sum(round(one.amount * 1e6::float8)) / 1e6::float8 AS total
    FROM measure_day m CROSS JOIN rollup_month_start s
    CROSS JOIN LATERAL (SELECT date_trunc('month', m.day - (s.day - 1))::date + (s.day - 1) AS first_day) month
    CROSS JOIN LATERAL unnest(m.parameter_counts) WITH ORDINALITY AS one(amount, position)
    GROUP BY m.vendor_id, month.first_day, one.position, CUBE (m.site, m.program, m.channel)
  ) by_position
  GROUP BY vendor_id, split, first_day, site, program, channel
) counted
WHERE m.vendor_id = counted.vendor_id AND m.split = counted.split AND m.first_day = counted.first_day
  AND m.site = counted.site AND m.program = counted.program AND m.channel = counted.channel;
