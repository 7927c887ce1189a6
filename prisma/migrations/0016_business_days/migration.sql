-- AlterTable
ALTER TABLE "contact" ADD COLUMN     "first_response_business_days" INTEGER,
ADD COLUMN     "resolution_business_days" INTEGER;

-- AlterTable
ALTER TABLE "measure_day" ADD COLUMN     "first_response_business_days_known" DOUBLE PRECISION,
ADD COLUMN     "resolution_business_days_known" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "measure_month" ADD COLUMN     "first_response_business_days_known" DOUBLE PRECISION,
ADD COLUMN     "resolution_business_days_known" DOUBLE PRECISION;
