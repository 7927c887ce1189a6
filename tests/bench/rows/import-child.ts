import { openDatabase } from "~/data/db/database.server";
import { importFile } from "~/ingest/load/import-file.server";
import { CONTACT_MAPPING } from "./contact-file";

/** A process of its own that imports one file, so that its memory is known: prints what it took as one line of JSON. */
const [url, outsideUrl, path, filesFolder] = process.argv.slice(2);
if (!url || !outsideUrl || !path || !filesFolder)
  throw new Error("Name both addresses, the file and the folder of originals.");
const db = await openDatabase({ url, outsideUrl, connections: 2 });
const started = performance.now();
const result = await importFile(db, {
  path,
  fileName: "contacts.csv",
  mapping: CONTACT_MAPPING,
  by: { actor: "bench", userId: null },
  filesFolder,
});
const seconds = (performance.now() - started) / 1000;
await db.close();
const { read, accepted, changed, rejected } = result;
const rssBytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(`${JSON.stringify({ seconds, rssBytes, read, accepted, new: result.new, changed, rejected })}\n`);
