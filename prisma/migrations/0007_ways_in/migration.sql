-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "import_sources" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "import_vendor_ids" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

-- AlterTable
ALTER TABLE "import_run" ADD COLUMN     "content_digest" TEXT,
ADD COLUMN     "idempotency_key" TEXT,
ADD COLUMN     "key_id" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "import_run_key_id_idempotency_key_key" ON "import_run"("key_id", "idempotency_key");
