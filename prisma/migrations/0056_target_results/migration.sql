-- CreateTable
CREATE TABLE "day_revision" (
    "vendor_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "day_revision_pkey" PRIMARY KEY ("vendor_id","day")
);

-- CreateTable
CREATE TABLE "target_result" (
    "vendor_id" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "from_day" DATE NOT NULL,
    "until_day" DATE NOT NULL,
    "figure" TEXT NOT NULL,
    "sow_version" INTEGER NOT NULL,
    "sow_sha256" TEXT NOT NULL,
    "basis_from" DATE NOT NULL,
    "basis_until" DATE NOT NULL,
    "data_revision" INTEGER NOT NULL,
    "build_id" TEXT NOT NULL,
    "numerator" DOUBLE PRECISION,
    "denominator" DOUBLE PRECISION,
    "factor" DOUBLE PRECISION,
    "value" DOUBLE PRECISION,
    "sample" DOUBLE PRECISION,
    "left_out" JSONB,
    "verdict" TEXT NOT NULL,
    "compared" DOUBLE PRECISION,
    "variance" DOUBLE PRECISION,
    "variance_to_minimum" DOUBLE PRECISION,
    "computed_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "target_result_pkey" PRIMARY KEY ("vendor_id","period","target_id")
);

-- Row security. A result rests on all rows of its days, so that it is there only for who may see all of them.
ALTER TABLE day_revision ENABLE ROW LEVEL SECURITY;
ALTER TABLE day_revision FORCE ROW LEVEL SECURITY;
CREATE POLICY inside ON day_revision TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY outside ON day_revision FOR SELECT TO PUBLIC
  USING (
    vendor_id = ANY ((SELECT plumbline_vendor_ids())::integer[])
    AND day >= (SELECT plumbline_from_day())
    AND day <= (SELECT plumbline_to_day())
    AND (SELECT plumbline_sites()) IS NULL
    AND (SELECT plumbline_programs()) IS NULL
    AND (SELECT plumbline_channels()) IS NULL
  );

ALTER TABLE target_result ENABLE ROW LEVEL SECURITY;
ALTER TABLE target_result FORCE ROW LEVEL SECURITY;
CREATE POLICY inside ON target_result TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY outside ON target_result FOR SELECT TO PUBLIC
  USING (
    vendor_id = ANY ((SELECT plumbline_vendor_ids())::integer[])
    AND basis_from >= (SELECT plumbline_from_day())
    AND basis_until - 1 <= (SELECT plumbline_to_day())
    AND (SELECT plumbline_sites()) IS NULL
    AND (SELECT plumbline_programs()) IS NULL
    AND (SELECT plumbline_channels()) IS NULL
  );
