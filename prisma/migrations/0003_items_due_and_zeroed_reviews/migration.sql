-- AlterTable
ALTER TABLE "measure_day" ADD COLUMN "points_earned_clean" DOUBLE PRECISION;

-- CreateTable
CREATE TABLE "source_day" (
    "vendor_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "last_event" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "source_day_pkey" PRIMARY KEY ("vendor_id","day","source")
);

-- CreateTable
CREATE TABLE "source_as_of" (
    "vendor_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "as_of" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "source_as_of_pkey" PRIMARY KEY ("vendor_id","source")
);

-- Finds the items that become due when a source speaks of later instants than before.
CREATE INDEX contact_due ON contact (vendor_id, source, due_at) WHERE due_at IS NOT NULL;

-- Row security: how far a source speaks belongs to its vendor. The days behind it are granted to nobody from outside.
ALTER TABLE source_as_of ENABLE ROW LEVEL SECURITY;
ALTER TABLE source_as_of FORCE ROW LEVEL SECURITY;
CREATE POLICY inside ON source_as_of TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY outside ON source_as_of FOR SELECT TO PUBLIC
  USING (vendor_id = ANY ((SELECT plumbline_vendor_ids())::integer[]));

-- Roll-ups that are there follow the new definitions.
INSERT INTO source_day (vendor_id, day, source, last_event)
SELECT vendor_id, day, source, max(GREATEST(opened_at, done_at)) FROM contact GROUP BY vendor_id, day, source;

INSERT INTO source_as_of (vendor_id, source, as_of)
SELECT vendor_id, source, max(last_event) FROM source_day GROUP BY vendor_id, source;

UPDATE measure_day m SET due = COALESCE(items.due, totals.due), done_in_sla = COALESCE(items.done, totals.done)
FROM (
  SELECT c.vendor_id, c.day, c.site, c.program, c.channel,
    sum(1) FILTER (WHERE c.due_at IS NULL OR c.due_at <= a.as_of) AS due,
    sum(COALESCE(c.made_sla, c.done_at <= c.due_at, FALSE)::int) FILTER (WHERE c.due_at IS NULL OR c.due_at <= a.as_of) AS done
  FROM contact c JOIN source_as_of a USING (vendor_id, source)
  WHERE c.due_at IS NOT NULL OR c.made_sla IS NOT NULL
  GROUP BY c.vendor_id, c.day, c.site, c.program, c.channel
) items LEFT JOIN (
  SELECT vendor_id, day, site, program, channel,
    sum(amount) FILTER (WHERE measure = 'due') AS due, sum(amount) FILTER (WHERE measure = 'doneInSla') AS done
  FROM tally WHERE measure IN ('due', 'doneInSla') GROUP BY vendor_id, day, site, program, channel
) totals USING (vendor_id, day, site, program, channel)
WHERE m.vendor_id = items.vendor_id AND m.day = items.day
  AND m.site = items.site AND m.program = items.program AND m.channel = items.channel;

UPDATE measure_day m SET points_earned_clean = clean.earned
FROM (
  SELECT vendor_id, day, site, program, channel,
    sum(CASE WHEN end_user_critical IS TRUE OR business_critical IS TRUE OR compliance_critical IS TRUE THEN 0 ELSE points_earned END) AS earned
  FROM review WHERE points_earned IS NOT NULL AND points_possible IS NOT NULL
  GROUP BY vendor_id, day, site, program, channel
) clean
WHERE m.vendor_id = clean.vendor_id AND m.day = clean.day
  AND m.site = clean.site AND m.program = clean.program AND m.channel = clean.channel;

UPDATE vendor SET revision = revision + 1;
