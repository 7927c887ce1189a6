-- AlterTable
ALTER TABLE "contact" ADD COLUMN     "derived" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "first_response_business_seconds" DOUBLE PRECISION,
ADD COLUMN     "looked_up" INTEGER,
ADD COLUMN     "resolution_business_seconds" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "measure_day" ADD COLUMN     "first_response_business_bins" INTEGER[],
ADD COLUMN     "first_response_business_known" DOUBLE PRECISION,
ADD COLUMN     "resolution_business_bins" INTEGER[],
ADD COLUMN     "resolution_business_known" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "review" ADD COLUMN     "derived" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "looked_up" INTEGER;

-- CreateTable
CREATE TABLE "roster_entry" (
    "vendor_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "agent" TEXT NOT NULL DEFAULT '',
    "site" TEXT NOT NULL DEFAULT '',
    "team" TEXT NOT NULL DEFAULT '',
    "starts_on" DATE,
    "ends_on" DATE,
    "hired_on" DATE,

    CONSTRAINT "roster_entry_pkey" PRIMARY KEY ("vendor_id","source","external_id")
);

-- CreateTable
CREATE TABLE "calendar_entry" (
    "vendor_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "program" TEXT NOT NULL DEFAULT '',
    "weekdays" TEXT NOT NULL DEFAULT '',
    "date" DATE,
    "opens" DOUBLE PRECISION,
    "closes" DOUBLE PRECISION,
    "starts_on" DATE,
    "ends_on" DATE,
    "time_zone" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "calendar_entry_pkey" PRIMARY KEY ("vendor_id","source","external_id")
);

-- CreateIndex
CREATE INDEX "roster_entry_batch_id_idx" ON "roster_entry"("batch_id");

-- CreateIndex
CREATE INDEX "calendar_entry_batch_id_idx" ON "calendar_entry"("batch_id");
