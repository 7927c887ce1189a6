import type pg from "pg";
import { isReferenceKind, type FileKind } from "~/domain/facts/fact-fields";
import { deriveBusinessTimes, forgetBusinessTimes } from "./derived-business-times.server";
import { deriveFromRoster, forgetRosterFields } from "./derived-roster-fields.server";

/**
 * What follows from the roster and the business calendar is kept in the rows themselves, marked in `derived`, and is no statement of
 * any file. So it is taken out of the rows that a batch touches before their statements are folded, and put in again afterwards.
 */
export type Derivation = { forget(): Promise<void>; derive(): Promise<void> };

/**
 * @param keys A temporary table with the vendor_id and external_id of the rows of this kind and source that change; when `derive` is
 *   called `touched_day` must be there.
 */
export async function derivationOf(
  client: pg.PoolClient,
  {
    kind,
    source,
    vendorIds,
    keys,
  }: { kind: FileKind; source: string; vendorIds: readonly number[]; keys: "staging" | "gone" },
): Promise<Derivation> {
  const whole = `c.vendor_id = ANY ('{${vendorIds.map(Number).join(",")}}'::integer[])`;
  const touched = `${whole} AND c.source = ${client.escapeLiteral(source)}
    AND EXISTS (SELECT 1 FROM ${keys} k WHERE k.vendor_id = c.vendor_id AND k.external_id = c.external_id)`;
  if (isReferenceKind(kind)) {
    return {
      forget: () => Promise.resolve(),
      async derive() {
        await client.query("DELETE FROM touched_day");
        await startNotingDays(client);
        if (kind === "roster") await deriveFromRoster(client, ["contact", "review"], whole, vendorIds);
        else await deriveBusinessTimes(client, whole, vendorIds);
        await touchNotedDays(client);
      },
    };
  }
  if (kind === "totals" || !(await hasReferences(client, vendorIds))) return NOTHING_DERIVED;
  const table = kind === "contacts" ? "contact" : "review";
  return {
    async forget() {
      await startNotingDays(client);
      await forgetRosterFields(client, table, touched);
      if (kind === "contacts") await forgetBusinessTimes(client, touched);
    },
    async derive() {
      await deriveFromRoster(client, [table], touched, vendorIds);
      if (kind === "contacts") await deriveBusinessTimes(client, touched, vendorIds);
      await touchNotedDays(client);
    },
  };
}

/** Puts what follows from the partner's roster and calendar into all of its rows again, and adds the days that changed to `touched_day`. */
export async function deriveAgain(client: pg.PoolClient, vendorId: number): Promise<void> {
  if (!(await hasReferences(client, [vendorId]))) return;
  const whole = `c.vendor_id = ${Number(vendorId)}`;
  await startNotingDays(client);
  await deriveFromRoster(client, ["contact", "review"], whole, [vendorId]);
  await deriveBusinessTimes(client, whole, [vendorId]);
  await touchNotedDays(client);
}

const NOTHING_DERIVED: Derivation = { forget: () => Promise.resolve(), derive: () => Promise.resolve() };

async function hasReferences(client: pg.PoolClient, vendorIds: readonly number[]): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM roster_entry WHERE vendor_id = ANY ($1)) OR EXISTS (SELECT 1 FROM calendar_entry WHERE vendor_id = ANY ($1)) AS found`,
    [vendorIds],
  );
  return rows[0]?.found ?? false;
}

async function startNotingDays(client: pg.PoolClient): Promise<void> {
  await client.query("CREATE TEMPORARY TABLE rederived_day (vendor_id integer, day date) ON COMMIT DROP");
}

async function touchNotedDays(client: pg.PoolClient): Promise<void> {
  await client.query(
    "INSERT INTO touched_day (vendor_id, day) SELECT vendor_id, day FROM rederived_day EXCEPT SELECT vendor_id, day FROM touched_day",
  );
}
