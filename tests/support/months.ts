import type { Database } from "~/data/db/database.server";
import { inTransaction } from "~/data/db/transaction.server";
import { rollUpTouchedMonths } from "~/data/rollups/roll-up-months.server";

/** Adds the months up again after a test wrote days of the roll-up by hand. */
export async function addUpMonths(db: Database): Promise<void> {
  await inTransaction(db, async (client) => {
    await client.query("DELETE FROM measure_month");
    await client.query(
      "CREATE TEMPORARY TABLE touched_day ON COMMIT DROP AS SELECT DISTINCT vendor_id, day FROM measure_day",
    );
    const parameters = await client.query<{ id: number }>("SELECT id FROM rollup_parameter");
    await rollUpTouchedMonths(client, parameters.rows);
  });
}
