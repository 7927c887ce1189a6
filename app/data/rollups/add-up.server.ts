import type pg from "pg";
import type { Prisma } from "../generated/client";

/**
 * Runs a statement that adds up many rows span by span. The planner takes the spans for small ones: it would sort wide rows by their
 * texts, and keep copies of what was added up in case the same span came again.
 */
export async function addUp(client: pg.PoolClient, { text, values }: Prisma.Sql): Promise<void> {
  await client.query("SET LOCAL enable_sort = off; SET LOCAL enable_memoize = off");
  await client.query({ text, values });
  await client.query("SET LOCAL enable_sort = on; SET LOCAL enable_memoize = on");
}
