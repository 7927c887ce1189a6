import { inspectFile, requireFile, type FileFacts } from "../format/inspect-file.server";
import type { Mapping } from "../mapping/mapping";
import { openTable, type Table } from "./read-table.server";

/** Looks at the bytes and opens them as the mapping says. */
export async function openFile(file: string, mapping: Mapping): Promise<{ facts: FileFacts; table: Table }> {
  await requireFile(file);
  const facts = await inspectFile(file);
  return { facts, table: await openTable(file, facts, mapping) };
}
