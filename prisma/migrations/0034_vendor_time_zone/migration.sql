-- AlterTable
ALTER TABLE "vendor" ADD COLUMN     "time_zone" TEXT;
