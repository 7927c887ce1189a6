-- CreateTable
CREATE TABLE "arrived_day" (
    "vendor_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "rows_new" INTEGER NOT NULL,
    "arrived_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "arrived_day_pkey" PRIMARY KEY ("vendor_id","day","kind","source","batch_id")
);

-- CreateTable
CREATE TABLE "expected_file" (
    "id" UUID NOT NULL,
    "vendor_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL,
    "source" TEXT,
    "every" TEXT NOT NULL,
    "weekdays" INTEGER[],
    "month_day" INTEGER,
    "due_minutes" INTEGER NOT NULL,
    "grace_days" INTEGER NOT NULL,
    "short_percent" INTEGER NOT NULL,
    "starts_on" DATE NOT NULL,
    "paused_at" TIMESTAMPTZ,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "expected_file_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "arrived_day_batch_id_idx" ON "arrived_day"("batch_id");

-- CreateIndex
CREATE INDEX "expected_file_vendor_id_idx" ON "expected_file"("vendor_id");

-- What arrived so far, as far as rows and what batches said of them tell.
INSERT INTO arrived_day (vendor_id, day, kind, source, batch_id, rows, rows_new, arrived_at)
SELECT spoken.vendor_id, spoken.day, spoken.kind, spoken.source, spoken.batch_id, count(*)::int, (count(*) FILTER (WHERE spoken.first))::int, b.applied_at
FROM (
  SELECT f.vendor_id, f.day, f.kind, f.source, COALESCE(s.batch_id, f.batch_id) AS batch_id,
    s.batch_id IS NULL OR s.batch_id = min(s.batch_id) OVER (PARTITION BY f.vendor_id, f.kind, f.source, f.external_id) AS first
  FROM (
    SELECT vendor_id, day, 'contacts' AS kind, source, external_id, batch_id FROM contact
    UNION ALL SELECT vendor_id, day, 'reviews', source, external_id, batch_id FROM review
    UNION ALL SELECT vendor_id, day, 'tallies', source, external_id, batch_id FROM tally
  ) f
  LEFT JOIN row_statement s
    ON s.vendor_id = f.vendor_id AND s.kind = f.kind AND s.source = f.source AND s.external_id = f.external_id
) spoken
JOIN import_batch b ON b.id = spoken.batch_id AND b.status = 'applied'
GROUP BY spoken.vendor_id, spoken.day, spoken.kind, spoken.source, spoken.batch_id, b.applied_at;

-- Row security. What is owed and what came is between the organisation and the partner: a link shows neither, whatever its scope.
-- Which kind of viewer reads is set for the transaction beside the scope.
CREATE FUNCTION plumbline_viewer() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT COALESCE(NULLIF(current_setting('plumbline.viewer', true), ''), 'none') $$;

-- Totals of a day's rows belong to nobody who may see a part of the partner's sites, programs or channels only.
CREATE FUNCTION plumbline_sees_whole_partner() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT plumbline_viewer() IN ('partner', 'key')
    AND plumbline_sites() IS NULL AND plumbline_programs() IS NULL AND plumbline_channels() IS NULL $$;

ALTER TABLE expected_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE expected_file FORCE ROW LEVEL SECURITY;
CREATE POLICY inside ON expected_file TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY outside ON expected_file FOR SELECT TO PUBLIC
  USING ((SELECT plumbline_sees_whole_partner()) AND vendor_id = ANY ((SELECT plumbline_vendor_ids())::integer[]));

ALTER TABLE arrived_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE arrived_day FORCE ROW LEVEL SECURITY;
CREATE POLICY inside ON arrived_day TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY outside ON arrived_day FOR SELECT TO PUBLIC
  USING (
    (SELECT plumbline_sees_whole_partner())
    AND vendor_id = ANY ((SELECT plumbline_vendor_ids())::integer[])
    AND day >= (SELECT plumbline_from_day())
    AND day <= (SELECT plumbline_to_day())
  );
