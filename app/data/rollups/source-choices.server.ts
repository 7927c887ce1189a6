import type pg from "pg";
import type { SourceChoice } from "~/domain/contracts/source-choice";
import { rollUpTouchedDays } from "./roll-up-days.server";
import { raiseRevisions } from "./vendor-revisions.server";

/** Whether other sources are named than those stored for the partner. */
export async function choicesDiffer(
  client: pg.PoolClient,
  vendorId: number,
  choices: readonly SourceChoice[],
): Promise<boolean> {
  const { rows } = await client.query<{ differ: boolean }>(
    `SELECT EXISTS (SELECT FROM (${DIFFERENCE}) changed) AS differ`,
    parametersOf(vendorId, choices),
  );
  return rows[0]?.differ ?? false;
}

/** Stores whose totals count, and rolls the days that have totals up again where that changed. The partner is locked. */
export async function writeSourceChoices(
  client: pg.PoolClient,
  vendorId: number,
  choices: readonly SourceChoice[],
): Promise<void> {
  await client.query(
    `CREATE TEMPORARY TABLE touched_day ON COMMIT DROP AS
     SELECT DISTINCT t.vendor_id, t.day FROM total t JOIN (${DIFFERENCE}) changed
       ON t.day >= changed.from_day AND (changed.until_day IS NULL OR t.day < changed.until_day)
     WHERE t.vendor_id = $1`,
    parametersOf(vendorId, choices),
  );
  await client.query("DELETE FROM source_choice WHERE vendor_id = $1", [vendorId]);
  await client.query(
    `INSERT INTO source_choice (vendor_id, measure, source, from_day, until_day) SELECT $1, * FROM ${NEW_CHOICES}`,
    parametersOf(vendorId, choices),
  );
  await rollUpTouchedDays(client);
  await raiseRevisions(client, [vendorId]);
}

const NEW_CHOICES =
  "unnest($2::text[], $3::text[], $4::date[], $5::date[]) AS chosen (measure, source, from_day, until_day)";

/** Choices that are stored and no longer named, or named and not stored. */
const DIFFERENCE = `
  WITH stored AS (SELECT measure, source, from_day, until_day FROM source_choice WHERE vendor_id = $1),
    named AS (SELECT * FROM ${NEW_CHOICES})
  (SELECT * FROM stored EXCEPT SELECT * FROM named) UNION ALL (SELECT * FROM named EXCEPT SELECT * FROM stored)`;

function parametersOf(vendorId: number, choices: readonly SourceChoice[]): unknown[] {
  return [
    vendorId,
    choices.map(({ measure }) => measure),
    choices.map(({ source }) => source),
    choices.map(({ from }) => from),
    choices.map(({ until }) => until),
  ];
}
