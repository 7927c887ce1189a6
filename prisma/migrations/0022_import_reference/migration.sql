-- AlterTable
ALTER TABLE "import_batch" ADD COLUMN     "reference" UUID NOT NULL DEFAULT gen_random_uuid();
