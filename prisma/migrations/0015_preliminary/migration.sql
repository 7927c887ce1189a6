-- AlterTable
ALTER TABLE "contact" ADD COLUMN     "preliminary" BOOLEAN;

-- AlterTable
ALTER TABLE "import_batch" ADD COLUMN     "rows_kept" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "review" ADD COLUMN     "preliminary" BOOLEAN;

-- AlterTable
ALTER TABLE "tally" ADD COLUMN     "preliminary" BOOLEAN;

-- CreateTable
CREATE TABLE "preliminary_day" (
    "vendor_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "site" TEXT NOT NULL,
    "program" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,

    CONSTRAINT "preliminary_day_pkey" PRIMARY KEY ("vendor_id","day","kind","measure","site","program","channel")
);


-- Row security, as for every roll-up: vendor, day and slice.
ALTER TABLE preliminary_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE preliminary_day FORCE ROW LEVEL SECURITY;
CREATE POLICY inside ON preliminary_day TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY outside ON preliminary_day FOR SELECT TO PUBLIC
  USING (
    vendor_id = ANY ((SELECT plumbline_vendor_ids())::integer[])
    AND day >= (SELECT plumbline_from_day())
    AND day <= (SELECT plumbline_to_day())
    AND ((SELECT plumbline_sites()) IS NULL OR site = ANY ((SELECT plumbline_sites())::text[]))
    AND ((SELECT plumbline_programs()) IS NULL OR program = ANY ((SELECT plumbline_programs())::text[]))
    AND ((SELECT plumbline_channels()) IS NULL OR channel = ANY ((SELECT plumbline_channels())::text[]))
  );
