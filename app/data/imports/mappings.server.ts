import type pg from "pg";
import type { MappingToSave } from "~/domain/access/import-limits";
import type { FileKind } from "~/domain/facts/fact-fields";
import type { Database } from "../db/database.server";

/** A remembered way of reading files, as lists show it. */
export type MappingSummary = { id: number; key: string; version: number; name: string; kind: string };
/** `vendorName`: whose it is; null: nobody's. */
export type ListedMapping = MappingSummary & { vendorName: string | null };

/** The newest version of every mapping, by key. For callers that have checked who asks: mappings hold no partner's figures. */
export async function listMappings(db: Database): Promise<ListedMapping[]> {
  const { rows } = await db.pool.query<ListedMapping>(
    `SELECT DISTINCT ON (m.key, m.vendor_id) m.id, m.key, m.version, m.name, m.kind, v.name AS "vendorName"
     FROM mapping m LEFT JOIN vendor v ON v.id = m.vendor_id ORDER BY m.key, m.vendor_id NULLS FIRST, m.version DESC`,
  );
  return rows;
}

/** The document of one version of a mapping, or null. */
export async function findMappingDocument(db: Database, id: number): Promise<unknown> {
  const row = await db.inside.mapping.findUnique({ where: { id }, select: { document: true } });
  return row ? row.document : null;
}

/** `sourceLimited`: it was saved by a key that may import certain sources only. */
export type RememberedMapping = MappingSummary & { document: unknown; sourceLimited: boolean };

/** How much of what is remembered is compared with a file, those used latest first. */
const MAX_REMEMBERED = 50;
const MAX_REMEMBERED_CHARS = 4_000_000;

/**
 * The mappings by which files of this partner were imported, each in its newest version, those used latest first: its own ones, and
 * those of nobody where it has no own one with the same key.
 */
export async function listMappingsOf(db: Database, vendorKey: string): Promise<RememberedMapping[]> {
  const { rows } = await db.pool.query<RememberedMapping>(
    `SELECT id, key, version, name, kind, document, source_limited AS "sourceLimited" FROM (
       SELECT m.*, known.last_used, sum(length(m.document::text)) OVER (ORDER BY known.last_used DESC, m.key) AS chars FROM (
         SELECT used.key, v.id AS vendor_id, max(b.applied_at) AS last_used FROM import_batch b
         JOIN mapping used ON used.id = b.mapping_id JOIN vendor v ON v.id = ANY (b.vendor_ids)
         WHERE v.key = $1 AND b.status = 'applied' GROUP BY used.key, v.id ORDER BY last_used DESC, used.key LIMIT ${MAX_REMEMBERED}
       ) known
       CROSS JOIN LATERAL (
         SELECT * FROM mapping WHERE key = known.key AND (vendor_id = known.vendor_id OR vendor_id IS NULL)
         ORDER BY vendor_id NULLS LAST, version DESC LIMIT 1
       ) m
     ) sized WHERE chars <= ${MAX_REMEMBERED_CHARS} ORDER BY last_used DESC, key`,
    [vendorKey],
  );
  return rows;
}

/** A mapping with its owner's key; null: nobody's. */
export type OwnedMapping = { document: unknown; vendor: string | null };

/** The newest version of each mapping with this key: every owner has its own. */
export async function listMappingsCalled(db: Database, key: string): Promise<OwnedMapping[]> {
  const { rows } = await db.pool.query<OwnedMapping>(
    `SELECT DISTINCT ON (m.vendor_id) m.document, v.key AS vendor FROM mapping m LEFT JOIN vendor v ON v.id = m.vendor_id
     WHERE m.key = $1 ORDER BY m.vendor_id, m.version DESC`,
    [key],
  );
  return rows;
}

/** One version of a mapping, or null. */
export async function findMappingVersion(db: Database, id: number): Promise<OwnedMapping | null> {
  const { rows } = await db.pool.query<OwnedMapping>(
    "SELECT m.document, v.key AS vendor FROM mapping m LEFT JOIN vendor v ON v.id = m.vendor_id WHERE m.id = $1",
    [id],
  );
  return rows[0] ?? null;
}

export type MappingToRemember = {
  key: string;
  name: string;
  kind: FileKind;
  document: unknown;
  createdBy: string | null;
  demo: boolean;
  /** Whoever imports may import certain sources only. */
  sourceLimited: boolean;
  /** What stands against saving a new version, as text; null: nothing does. */
  barrier: (toSave: MappingToSave) => string | null;
};

/** A mapping that whoever imports may not save would have been saved. */
export class MappingProtected extends Error {}

type Known = { id: number; source: string; ownedByVendor: boolean; sourceLimited: boolean; same: boolean };
/** Null: nobody's. `id` null: of a vendor that is not stored yet. */
type Owner = { id: number | null } | null;

/** The newest version of the owner's mapping, and of nobody's with the same key. */
async function newestVersions(
  client: Pick<pg.Pool, "query">,
  { key, document }: Pick<MappingToRemember, "key" | "document">,
  owner: Owner,
): Promise<{ own: Known | null; nobodys: Known | null }> {
  const { rows } = await client.query<Known>(
    `SELECT DISTINCT ON (vendor_id) id, document ->> 'source' AS source, vendor_id IS NOT NULL AS "ownedByVendor",
       source_limited AS "sourceLimited", document = $2::jsonb AS same
     FROM mapping WHERE key = $1 AND (vendor_id = $3 OR vendor_id IS NULL) ORDER BY vendor_id, version DESC`,
    [key, JSON.stringify(document), owner?.id ?? null],
  );
  const nobodys = rows.find(({ ownedByVendor }) => !ownedByVendor) ?? null;
  return { own: owner === null ? nobodys : (rows.find(({ ownedByVendor }) => ownedByVendor) ?? null), nobodys };
}

/** The version that holds this document already, or else what stands against saving it as a new one of the owner's. */
async function findSameOrBarrier(
  client: Pick<pg.Pool, "query">,
  mapping: Pick<MappingToRemember, "key" | "document" | "barrier">,
  owner: Owner,
): Promise<{ same: Known | null; barrier: string | null }> {
  const { own, nobodys } = await newestVersions(client, mapping, owner);
  const current = own ?? nobodys;
  if (current?.same) return { same: current, barrier: null };
  return { same: null, barrier: mapping.barrier({ source: current?.source ?? null, ownedByVendor: owner !== null }) };
}

/** What stands against remembering this document for this vendor (null: for nobody), as text; null: nothing does. */
export async function findMappingBarrier(
  db: Database,
  mapping: Pick<MappingToRemember, "key" | "document" | "barrier">,
  vendorKey: string | null,
): Promise<string | null> {
  const vendor = vendorKey === null ? null : await db.inside.vendor.findUnique({ where: { key: vendorKey } });
  const owner = vendorKey === null ? null : { id: vendor?.id ?? null };
  return (await findSameOrBarrier(db.pool, mapping, owner)).barrier;
}

/**
 * The id of the version that holds this very document: the newest one of the owner's mapping with its key, else the newest of
 * nobody's where the owner has none, or a new one of the owner's. A document that differs from the newest is a new version even if
 * an older one was the same. `vendorId` null: nobody's. @throws MappingProtected where the barrier stands against a new version.
 */
export async function rememberMapping(
  client: pg.PoolClient,
  mapping: MappingToRemember,
  vendorId: number | null,
): Promise<number> {
  const owner = vendorId === null ? null : { id: vendorId };
  const known = await findSameOrBarrier(client, mapping, owner);
  if (known.same !== null) return confirmed(client, known.same, mapping);
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('mapping ' || $1, 0))", [mapping.key]);
  const { same, barrier } = await findSameOrBarrier(client, mapping, owner);
  if (same !== null) return confirmed(client, same, mapping);
  if (barrier !== null) throw new MappingProtected(barrier);
  const { key, name, kind, demo, createdBy, sourceLimited } = mapping;
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO mapping (vendor_id, key, version, name, kind, document, demo, created_by, source_limited)
     SELECT $1, $2, COALESCE(max(version), 0) + 1, $3, $4, $5::jsonb, $6, $7::uuid, $8
     FROM mapping WHERE key = $2 AND vendor_id IS NOT DISTINCT FROM $1::int RETURNING id`,
    [vendorId, key, name, kind, JSON.stringify(mapping.document), demo, createdBy, sourceLimited],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error(`The mapping ${key} was not stored.`);
  return id;
}

/** A version by which somebody imports who may import any source is as good as saved by them. */
async function confirmed(client: pg.PoolClient, known: Known, { sourceLimited }: MappingToRemember): Promise<number> {
  if (known.sourceLimited && !sourceLimited)
    await client.query("UPDATE mapping SET source_limited = false WHERE id = $1", [known.id]);
  return known.id;
}
