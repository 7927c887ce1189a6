-- The words that the product uses everywhere: superseded rows, paths, requests, stated columns, known clients.
ALTER TABLE "import_batch" RENAME COLUMN "rows_kept" TO "rows_superseded";
UPDATE "import_run" SET outcome = outcome - 'kept' || jsonb_build_object('superseded', outcome -> 'kept')
WHERE outcome ? 'kept';

ALTER TABLE "import_run" RENAME COLUMN "place" TO "path";
ALTER TABLE "import_run" RENAME COLUMN "asked_by" TO "requested_by";
ALTER TABLE "import_run" RENAME COLUMN "cancel_asked_at" TO "cancel_requested_at";

ALTER TABLE "contact_history" RENAME COLUMN "said" TO "stated";
ALTER TABLE "review_history" RENAME COLUMN "said" TO "stated";
ALTER TABLE "total_history" RENAME COLUMN "said" TO "stated";
ALTER TABLE "roster_entry_history" RENAME COLUMN "said" TO "stated";
ALTER TABLE "calendar_entry_history" RENAME COLUMN "said" TO "stated";

ALTER TABLE "known_place" RENAME TO "known_client";
ALTER TABLE "known_client" RENAME CONSTRAINT "known_place_pkey" TO "known_client_pkey";
ALTER INDEX "known_place_seen_at_idx" RENAME TO "known_client_seen_at_idx";
