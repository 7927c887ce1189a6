-- CreateTable
CREATE TABLE "import_run" (
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "dry_run" BOOLEAN NOT NULL,
    "place" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_bytes" BIGINT NOT NULL,
    "mapping" JSONB NOT NULL,
    "vendor_key" TEXT,
    "vendor_name" TEXT,
    "asked_by" TEXT NOT NULL,
    "user_id" UUID,
    "request_key" TEXT NOT NULL,
    "phase" TEXT NOT NULL DEFAULT '',
    "bytes_read" BIGINT NOT NULL DEFAULT 0,
    "rows_read" INTEGER NOT NULL DEFAULT 0,
    "rows_rejected" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "cancel_asked_at" TIMESTAMPTZ,
    "refusal_code" TEXT,
    "refusal_words" TEXT,
    "batch_id" INTEGER,
    "outcome" JSONB,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ,
    "finished_at" TIMESTAMPTZ,

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "import_run_state_idx" ON "import_run"("state");

-- CreateIndex
CREATE INDEX "import_run_created_at_idx" ON "import_run"("created_at");
