import type pg from "pg";
import type { FileKind } from "~/domain/facts/fact-fields";
import type { Database } from "./database.server";

/** A remembered way of reading files, as lists show it. */
export type MappingSummary = { id: number; key: string; version: number; name: string; kind: string };

/** The newest version of every mapping, by name. For callers that have checked who asks: mappings hold no partner's figures. */
export async function listMappings(db: Database): Promise<MappingSummary[]> {
  return db.inside.mapping.findMany({
    distinct: ["key"],
    orderBy: [{ key: "asc" }, { version: "desc" }],
    select: { id: true, key: true, version: true, name: true, kind: true },
  });
}

/** The document of one version of a mapping, or null. */
export async function findMappingDocument(db: Database, id: number): Promise<unknown> {
  const row = await db.inside.mapping.findUnique({ where: { id }, select: { document: true } });
  return row ? row.document : null;
}

export type RememberedMapping = MappingSummary & { document: unknown };

/** The mappings by which files of this partner were imported, each in its newest version, those used latest first. */
export async function listMappingsOf(db: Database, vendorKey: string): Promise<RememberedMapping[]> {
  const { rows } = await db.pool.query<RememberedMapping>(
    `SELECT m.id, m.key, m.version, m.name, m.kind, m.document FROM (
       SELECT used.key, max(b.applied_at) AS last_used FROM import_batch b
       JOIN mapping used ON used.id = b.mapping_id JOIN vendor v ON v.id = ANY (b.vendor_ids)
       WHERE v.key = $1 AND b.status = 'applied' GROUP BY used.key
     ) known
     CROSS JOIN LATERAL (SELECT * FROM mapping WHERE key = known.key ORDER BY version DESC LIMIT 1) m
     ORDER BY known.last_used DESC, m.key LIMIT 50`,
    [vendorKey],
  );
  return rows;
}

/** The document of the newest version of the mapping with this key, or null. */
export async function findNewestMapping(db: Database, key: string): Promise<unknown> {
  const row = await db.inside.mapping.findFirst({
    where: { key },
    orderBy: { version: "desc" },
    select: { document: true },
  });
  return row ? row.document : null;
}

export type MappingToRemember = {
  key: string;
  name: string;
  kind: FileKind;
  document: unknown;
  createdBy: string | null;
  demo: boolean;
};

/**
 * The id of the version that holds this very document: the newest one of its key, or a new one behind it. A document that differs
 * from the newest is a new version even if an older one was the same.
 */
export async function rememberMapping(client: pg.PoolClient, mapping: MappingToRemember): Promise<number> {
  const document = JSON.stringify(mapping.document);
  const newest = `SELECT id FROM mapping WHERE key = $1 AND document = $2::jsonb
    AND version = (SELECT max(version) FROM mapping WHERE key = $1)`;
  const known = await client.query<{ id: number }>(newest, [mapping.key, document]);
  if (known.rows[0]) return known.rows[0].id;
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('mapping ' || $1, 0))", [mapping.key]);
  const { rows } = await client.query<{ id: number }>(
    `WITH newest AS (${newest}), added AS (
       INSERT INTO mapping (key, version, name, kind, document, demo, created_by)
       SELECT $1, COALESCE((SELECT max(version) FROM mapping WHERE key = $1), 0) + 1, $3, $4, $2::jsonb, $5, $6::uuid
       WHERE NOT EXISTS (SELECT 1 FROM newest) RETURNING id
     ) SELECT id FROM added UNION ALL SELECT id FROM newest`,
    [mapping.key, document, mapping.name, mapping.kind, mapping.demo, mapping.createdBy],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error(`The mapping ${mapping.key} was not stored.`);
  return id;
}
