import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { CONTACT_COLUMNS } from "./contact-file";
import { withClient, type ThrowAwayDatabase } from "./throw-away-server";

const PIECE_BYTES = 1 << 18;

/** Seconds that PostgreSQL takes to COPY the file into a table of the same columns with a primary key and one index. */
export async function timePlainCopy(database: ThrowAwayDatabase, file: string): Promise<number> {
  return withClient(database.url, async (client) => {
    const columns = CONTACT_COLUMNS.map(([name, type]) => `${name} ${type}`).join(", ");
    await client.query(`CREATE TABLE plain (${columns}, PRIMARY KEY (vendor, contact_id))`);
    await client.query("CREATE INDEX ON plain (vendor, opened_at)");
    const started = performance.now();
    const bytes = createReadStream(file, { highWaterMark: PIECE_BYTES });
    await pipeline(bytes, client.query(copyFrom("COPY plain FROM STDIN WITH (FORMAT csv, HEADER)")));
    const seconds = (performance.now() - started) / 1000;
    await client.query("DROP TABLE plain");
    return seconds;
  });
}
