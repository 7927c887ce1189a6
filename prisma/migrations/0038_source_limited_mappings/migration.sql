-- AlterTable
ALTER TABLE "mapping" ADD COLUMN     "source_limited" BOOLEAN NOT NULL DEFAULT false;

-- Versions by which nobody imported but API keys that may import certain sources only. Batches name a key by its name.
UPDATE mapping SET source_limited = true
WHERE EXISTS (SELECT FROM import_batch b WHERE b.mapping_id = mapping.id)
  AND NOT EXISTS (
    SELECT FROM import_batch b WHERE b.mapping_id = mapping.id
      AND NOT EXISTS (SELECT FROM api_key k WHERE b.applied_by = 'key:' || k.name AND k.import_sources <> '{}')
  );
