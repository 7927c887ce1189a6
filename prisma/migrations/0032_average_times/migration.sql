-- AlterTable
ALTER TABLE "measure_day" ADD COLUMN     "first_response_business_seconds" DOUBLE PRECISION,
ADD COLUMN     "first_response_seconds" DOUBLE PRECISION,
ADD COLUMN     "hold_known" DOUBLE PRECISION,
ADD COLUMN     "resolution_business_seconds" DOUBLE PRECISION,
ADD COLUMN     "resolution_seconds" DOUBLE PRECISION,
ADD COLUMN     "talk_known" DOUBLE PRECISION,
ADD COLUMN     "wrap_known" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "measure_month" ADD COLUMN     "first_response_business_seconds" DOUBLE PRECISION,
ADD COLUMN     "first_response_seconds" DOUBLE PRECISION,
ADD COLUMN     "hold_known" DOUBLE PRECISION,
ADD COLUMN     "resolution_business_seconds" DOUBLE PRECISION,
ADD COLUMN     "resolution_seconds" DOUBLE PRECISION,
ADD COLUMN     "talk_known" DOUBLE PRECISION,
ADD COLUMN     "wrap_known" DOUBLE PRECISION;

-- Existing roll-ups get the new sums from the contacts; no total states them yet.
UPDATE measure_day m SET
  talk_known = c.talk_known, hold_known = c.hold_known, wrap_known = c.wrap_known,
  first_response_seconds = c.first_response, resolution_seconds = c.resolution,
  first_response_business_seconds = c.first_response_business, resolution_business_seconds = c.resolution_business
FROM (
  SELECT vendor_id, day, site, program, channel,
    sum(1) FILTER (WHERE handled AND talk_seconds IS NOT NULL) AS talk_known,
    sum(1) FILTER (WHERE handled AND hold_seconds IS NOT NULL) AS hold_known,
    sum(1) FILTER (WHERE handled AND wrap_seconds IS NOT NULL) AS wrap_known,
    sum(round(first_response_seconds * 1e6::float8)) / 1e6::float8 AS first_response,
    sum(round(resolution_seconds * 1e6::float8)) FILTER (WHERE resolved IS NOT FALSE) / 1e6::float8 AS resolution,
    sum(round(first_response_business_seconds * 1e6::float8)) / 1e6::float8 AS first_response_business,
    sum(round(resolution_business_seconds * 1e6::float8)) FILTER (WHERE resolved IS NOT FALSE) / 1e6::float8 AS resolution_business
  FROM (
    SELECT *, answered IS TRUE OR (answered IS NULL AND abandoned IS NOT TRUE) AS handled FROM contact
  ) stated
  GROUP BY vendor_id, day, site, program, channel
) c
WHERE m.vendor_id = c.vendor_id AND m.day = c.day AND m.site = c.site AND m.program = c.program AND m.channel = c.channel;

UPDATE measure_month m SET
  talk_known = c.talk_known, hold_known = c.hold_known, wrap_known = c.wrap_known,
  first_response_seconds = c.first_response, resolution_seconds = c.resolution,
  first_response_business_seconds = c.first_response_business, resolution_business_seconds = c.resolution_business
FROM (
  SELECT d.vendor_id, 7 - grouping(d.channel, d.program, d.site) AS split, month.first_day,
    COALESCE(d.site, '') AS site, COALESCE(d.program, '') AS program, COALESCE(d.channel, '') AS channel,
    sum(d.talk_known) AS talk_known, sum(d.hold_known) AS hold_known, sum(d.wrap_known) AS wrap_known,
    sum(round(d.first_response_seconds * 1e6::float8)) / 1e6::float8 AS first_response,
    sum(round(d.resolution_seconds * 1e6::float8)) / 1e6::float8 AS resolution,
    sum(round(d.first_response_business_seconds * 1e6::float8)) / 1e6::float8 AS first_response_business,
    sum(round(d.resolution_business_seconds * 1e6::float8)) / 1e6::float8 AS resolution_business
  FROM measure_day d CROSS JOIN rollup_month_start s
  CROSS JOIN LATERAL (SELECT date_trunc('month', d.day - (s.day - 1))::date + (s.day - 1) AS first_day) month
  GROUP BY d.vendor_id, month.first_day, CUBE (d.site, d.program, d.channel)
) c
WHERE m.vendor_id = c.vendor_id AND m.split = c.split AND m.first_day = c.first_day
  AND m.site = c.site AND m.program = c.program AND m.channel = c.channel;

-- The rows that state a time are the rows that state how many have it.
INSERT INTO preliminary_day (vendor_id, day, kind, measure, site, program, channel, rows)
SELECT p.vendor_id, p.day, p.kind, stated.added, p.site, p.program, p.channel, p.rows
FROM preliminary_day p JOIN (VALUES
  ('talkSeconds', 'talkKnown'), ('holdSeconds', 'holdKnown'), ('wrapSeconds', 'wrapKnown'),
  ('firstResponseKnown', 'firstResponseSeconds'), ('resolutionTimeKnown', 'resolutionSeconds'),
  ('firstResponseBusinessKnown', 'firstResponseBusinessSeconds'), ('resolutionBusinessKnown', 'resolutionBusinessSeconds')
) stated (known, added) ON stated.known = p.measure
WHERE p.kind = 'contacts';

UPDATE vendor SET revision = revision + 1;
