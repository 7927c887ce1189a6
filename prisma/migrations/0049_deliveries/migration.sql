-- Days of files that were received, and the share below which a file is incomplete: the names that the product uses everywhere.
ALTER TABLE "arrived_day" RENAME TO "received_day";
ALTER TABLE "received_day" RENAME COLUMN "arrived_at" TO "received_at";
ALTER TABLE "received_day" RENAME CONSTRAINT "arrived_day_pkey" TO "received_day_pkey";
ALTER INDEX "arrived_day_batch_id_idx" RENAME TO "received_day_batch_id_idx";
ALTER TABLE "expected_file" RENAME COLUMN "short_percent" TO "incomplete_percent";
