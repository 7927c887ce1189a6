-- AlterTable
ALTER TABLE "import_run" ADD COLUMN     "host_id" TEXT,
ADD COLUMN     "host_name" TEXT;

-- CreateTable
CREATE TABLE "waiting_file" (
    "id" UUID NOT NULL,
    "host_id" TEXT NOT NULL,
    "host_name" TEXT NOT NULL,
    "folder" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "waiting_file_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "waiting_file_host_id_idx" ON "waiting_file"("host_id");
