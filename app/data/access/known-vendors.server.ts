import type pg from "pg";

/** Whose rows a file may hold: one partner's, or those that its rows name. */
export type KnownVendors = { fixed: number | null; named: (text: string) => number | null };

/** The partner by its key; one that nobody knows yet begins here, with the time zone of what it begins with. */
export async function ensureVendor(
  client: pg.PoolClient,
  vendor: { key: string; name: string; timeZone: string },
  demo: boolean,
): Promise<number> {
  await client.query(
    "INSERT INTO vendor (key, name, time_zone, demo) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING",
    [vendor.key, vendor.name, vendor.timeZone, demo],
  );
  const { rows } = await client.query<{ id: number }>("SELECT id FROM vendor WHERE key = $1", [vendor.key]);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error(`The partner ${vendor.key} was removed while its file was being read.`);
  return id;
}

export type VendorName = { id: number; key: string; name: string };

export async function listVendorNames(client: Pick<pg.Pool, "query">): Promise<VendorName[]> {
  const { rows } = await client.query<VendorName>("SELECT id, key, name FROM vendor");
  return rows;
}

/** Partners by key and by name, without case. A name that two partners share names neither. */
export function vendorsNamed(vendors: readonly VendorName[]): (text: string) => number | null {
  const names = new Map<string, number | null>();
  for (const { id, name } of vendors) names.set(name.toLowerCase(), names.has(name.toLowerCase()) ? null : id);
  for (const { id, key } of vendors) names.set(key, id);
  return (text) => names.get(text.toLowerCase()) ?? null;
}
