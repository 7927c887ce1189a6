-- Durations are kept beside the other measures of their day and slice: each number is a bin and how many values it holds
-- (count × 8192 + bin + 4096; the bin of durations of nothing is 0), in any order, a bin perhaps more than once.
ALTER TABLE "measure_day" ADD COLUMN     "wait_bins" INTEGER[],
ADD COLUMN     "talk_bins" INTEGER[],
ADD COLUMN     "handle_bins" INTEGER[],
ADD COLUMN     "first_response_bins" INTEGER[],
ADD COLUMN     "resolution_bins" INTEGER[];

UPDATE "measure_day" AS m
SET wait_bins = h.wait, talk_bins = h.talk, handle_bins = h.handle, first_response_bins = h.first_response, resolution_bins = h.resolution
FROM (
  SELECT vendor_id, day, site, program, channel,
    array_agg(code) FILTER (WHERE duration = 'wait') AS wait,
    array_agg(code) FILTER (WHERE duration = 'talk') AS talk,
    array_agg(code) FILTER (WHERE duration = 'handle') AS handle,
    array_agg(code) FILTER (WHERE duration = 'firstResponse') AS first_response,
    array_agg(code) FILTER (WHERE duration = 'resolution') AS resolution
  FROM (
    SELECT h.vendor_id, h.day, h.site, h.program, h.channel, h.duration,
      (CASE WHEN one.bin = -100000 THEN 0 ELSE one.bin + 4096 END + 8192 * least(one.held - part * 262143, 262143))::integer AS code
    FROM "duration_histogram" AS h CROSS JOIN LATERAL unnest(h.bins, h.counts) AS one(bin, held)
    CROSS JOIN LATERAL generate_series(0, (one.held - 1) / 262143) AS part
  ) AS coded
  GROUP BY vendor_id, day, site, program, channel
) AS h
WHERE h.vendor_id = m.vendor_id AND h.day = m.day AND h.site = m.site AND h.program = m.program AND h.channel = m.channel;

-- DropTable
DROP TABLE "duration_histogram";

-- A batch's rows are found by its partners and days.
-- DropIndex
DROP INDEX "contact_batch_id_idx";

-- DropIndex
DROP INDEX "review_batch_id_idx";

-- DropIndex
DROP INDEX "tally_batch_id_idx";
