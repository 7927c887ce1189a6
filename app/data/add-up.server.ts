import type pg from "pg";
import type { Prisma } from "./generated/client";

const SETTINGS = {
  plain: { enable_sort: "off", enable_memoize: "off" },
  /** A worker costs a moment, however many rows it hands over. */
  shared: { enable_sort: "off", enable_memoize: "off", parallel_setup_cost: "0", parallel_tuple_cost: "0" },
};

/**
 * Runs a statement that adds up many rows span by span. The planner takes the spans for small ones: it would sort wide rows by their
 * texts, and keep copies of what was added up in case the same span came again. `shared`: the statement is written so that workers
 * can share it.
 */
export async function addUp(
  client: pg.PoolClient,
  { text, values }: Pick<Prisma.Sql, "text" | "values">,
  way: keyof typeof SETTINGS = "plain",
): Promise<void> {
  const settings = Object.entries(SETTINGS[way]);
  await client.query(settings.map(([name, value]) => `SET LOCAL ${name} = ${value}`).join("; "));
  await client.query({ text, values });
  await client.query(settings.map(([name]) => `SET LOCAL ${name} TO DEFAULT`).join("; "));
}
