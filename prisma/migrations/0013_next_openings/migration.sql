-- AlterTable
ALTER TABLE "contact" ADD COLUMN     "next_opened_at" TIMESTAMPTZ;
