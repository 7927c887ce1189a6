ALTER TABLE "import_run" RENAME COLUMN "refusal_words" TO "refusal_message";
