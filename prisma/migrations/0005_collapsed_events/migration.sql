-- AlterTable
ALTER TABLE "import_batch" ADD COLUMN     "rows_collapsed" INTEGER NOT NULL DEFAULT 0;
