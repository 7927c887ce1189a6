-- The names that the product uses everywhere: totals, reverted imports, skipped rows, the organization.
ALTER TABLE "tally" RENAME TO "total";
ALTER TABLE "total" RENAME CONSTRAINT "tally_pkey" TO "total_pkey";
ALTER INDEX IF EXISTS "tally_vendor_id_day_idx" RENAME TO "total_vendor_id_day_idx";
ALTER INDEX IF EXISTS "tally_batch_id_idx" RENAME TO "total_batch_id_idx";
ALTER TABLE "tally_history" RENAME TO "total_history";
ALTER TABLE "total_history" RENAME CONSTRAINT "tally_history_pkey" TO "total_history_pkey";
ALTER INDEX "tally_history_batch_id_idx" RENAME TO "total_history_batch_id_idx";
ALTER INDEX "tally_history_previous_batch_id_idx" RENAME TO "total_history_previous_batch_id_idx";

ALTER TABLE "organisation" RENAME TO "organization";
ALTER TABLE "organization" RENAME CONSTRAINT "organisation_pkey" TO "organization_pkey";

ALTER TABLE "import_batch" RENAME COLUMN "rows_passed_over" TO "rows_skipped";
ALTER TABLE "import_batch" RENAME COLUMN "withdrawn_by" TO "reverted_by";
ALTER TABLE "import_batch" RENAME COLUMN "withdrawn_at" TO "reverted_at";
UPDATE "import_batch" SET status = 'reverted' WHERE status = 'withdrawn';

UPDATE "import_batch" SET kind = 'totals' WHERE kind = 'tallies';
UPDATE "mapping" SET kind = 'totals' WHERE kind = 'tallies';
UPDATE "received_day" SET kind = 'totals' WHERE kind = 'tallies';
UPDATE "preliminary_day" SET kind = 'totals' WHERE kind = 'tallies';
UPDATE "expected_file" SET kind = 'totals' WHERE kind = 'tallies';

-- Mapping documents are asked for their totals in SQL.
UPDATE "mapping" SET document = document - 'tallies' || jsonb_build_object('kind', 'totals', 'totals', document -> 'tallies')
WHERE document ->> 'kind' = 'tallies';
UPDATE "import_run" SET outcome = outcome - 'passedOver' || jsonb_build_object('skipped', outcome -> 'passedOver')
WHERE outcome ? 'passedOver';
