-- AlterTable
ALTER TABLE "import_batch" ADD COLUMN     "rows_passed_over" INTEGER NOT NULL DEFAULT 0;
