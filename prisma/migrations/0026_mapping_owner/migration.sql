-- DropIndex
DROP INDEX "mapping_key_version_key";

-- AlterTable
ALTER TABLE "mapping" ADD COLUMN     "vendor_id" INTEGER;

-- CreateIndex
CREATE UNIQUE INDEX "mapping_vendor_id_key_version_key" ON "mapping"("vendor_id", "key", "version") NULLS NOT DISTINCT;

-- A mapping by which files of one vendor alone were imported is that vendor's; one whose rows name their vendor is nobody's.
UPDATE mapping SET vendor_id = owned.vendor_id
FROM (
  SELECT used.key, min(v.vendor_id) AS vendor_id
  FROM import_batch b JOIN mapping used ON used.id = b.mapping_id CROSS JOIN LATERAL unnest(b.vendor_ids) AS v (vendor_id)
  GROUP BY used.key HAVING min(v.vendor_id) = max(v.vendor_id)
) owned
WHERE mapping.key = owned.key
  AND NOT EXISTS (SELECT FROM mapping m WHERE m.key = owned.key AND m.document -> 'vendor' -> 'column' IS NOT NULL);
