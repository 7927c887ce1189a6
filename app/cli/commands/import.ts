import { readFile } from "node:fs/promises";
import path from "node:path";
import { collapsedText, supersededText, skippedText } from "~/wording/imports/row-counts";
import { isOneLine, ONE_LINE_WORDS } from "~/domain/input/one-line-name";
import { readJsonText } from "~/domain/contracts/read-json";
import type { FileKind } from "~/domain/facts/fact-fields";
import { implausibleText } from "~/ingest/suggest/implausible-text";
import { readMapping } from "~/ingest/mapping/mapping";
import { importFile, type ImportResult } from "~/ingest/load/import-file.server";
import { filesFolder } from "~/ingest/load/original-files.server";
import { mappingInSuggestion } from "~/ingest/mapping/suggested";
import type { FutureRows } from "~/data/imports/batch-changes.server";
import { futureRowsOf } from "~/jobs/imports/future-rows.server";
import { FileRefused } from "~/domain/input/refusal";
import { onlyArgument, readArguments, readVendorKey } from "../arguments";
import { type Command, CommandFailure } from "../command";
import { openedFile } from "../opened-file.server";
import { COMMAND_LINE } from "~/wording/access/command-line";
import { FUTURE_REMEDY, futureText } from "~/wording/imports/dry-run";
import { IMPORT_COMMAND } from "~/wording/imports/command-line";

const MAX_MAPPING_BYTES = 1_000_000;

/** Imports a file by a mapping document, whole or not at all. */
export const command: Command = {
  name: "import",
  summary: IMPORT_COMMAND.summary,
  usage: IMPORT_COMMAND.usage,
  async run(args, { db, environment, out, clock }) {
    const { file, mapping, vendor, vendorName, member } = readImportArguments(args);
    let discard: () => Promise<void> = async () => undefined;
    try {
      const document = await readMappingDocument(mapping);
      const unpacked = await openedFile(path.resolve(file), member);
      discard = unpacked.discard;
      const result = await importFile(db, {
        path: unpacked.path,
        fileName: unpacked.name,
        mapping: document,
        ...(vendor === undefined
          ? {}
          : { vendor: { key: vendor, ...(vendorName === undefined ? {} : { name: vendorName }) } }),
        by: { actor: "console", userId: null },
        filesFolder: filesFolder(environment.dataFolder),
      });
      const kind = mappingKind(document);
      const future = await futureRowsOf(db, result.batch, clock);
      out.answer({ ...result, future }, () => textFor(result, path.basename(file), kind, future));
    } catch (error) {
      if (error instanceof FileRefused) throw new CommandFailure(error.message, error.code, { errors: error.rows });
      throw error;
    } finally {
      await discard();
    }
  },
};

function readImportArguments(args: readonly string[]) {
  const { values, positionals } = readArguments(args, {
    mapping: { type: "string" },
    vendor: { type: "string" },
    "vendor-name": { type: "string" },
    member: { type: "string" },
  });
  const file = onlyArgument(positionals, "file");
  const { mapping } = values;
  if (mapping === undefined) throw new CommandFailure(IMPORT_COMMAND.mappingMissing, "arguments");
  const vendor = readVendorKey(values.vendor);
  const vendorName = values["vendor-name"];
  if (vendorName !== undefined && !isOneLine(vendorName))
    throw new CommandFailure(COMMAND_LINE.partnerName(ONE_LINE_WORDS), "arguments");
  return { file, mapping, vendor, vendorName, member: values.member };
}

async function readMappingDocument(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    throw new CommandFailure(IMPORT_COMMAND.mappingUnreadable(file), "mapping-unreadable");
  }
  if (text.length > MAX_MAPPING_BYTES)
    throw new CommandFailure(IMPORT_COMMAND.mappingTooLarge(file), "mapping-invalid");
  const read = readJsonText(text);
  if (read.ok) return requireAnswered(read.json);
  throw new CommandFailure(IMPORT_COMMAND.mappingInvalid(file, read.fault.message), "mapping-invalid");
}

function requireAnswered(json: unknown): unknown {
  const { document, open, problems } = mappingInSuggestion(json);
  if (open.length === 0 && problems.length === 0) return document;
  if (open.length === 0) throw new CommandFailure(IMPORT_COMMAND.mappingIncomplete(problems), "mapping-open");
  throw new CommandFailure(IMPORT_COMMAND.mappingOpen(open), "mapping-open");
}

function mappingKind(document: unknown): FileKind {
  const read = readMapping(document);
  return read.ok ? read.mapping.kind : "contacts";
}

function textFor(result: ImportResult, file: string, kind: FileKind, future: FutureRows | null): string {
  const lines = [
    `${[
      IMPORT_COMMAND.read(file, result.batch, result.read),
      IMPORT_COMMAND.counts(result, result.superseded > 0 ? `, ${supersededText(result.superseded)}` : ""),
      ...(result.collapsed > 0 ? [collapsedText(result.collapsed)] : []),
      IMPORT_COMMAND.rejected(result.rejected),
    ].join(", ")}${result.skipped > 0 ? `; ${skippedText(result.skipped)}` : ""}.`,
    ...result.errors.slice(0, 20).map(({ line, column, code, text }) => IMPORT_COMMAND.line(line, column, code, text)),
    ...(result.errors.length > 20 ? ["  …"] : []),
    ...result.implausible.map((finding) => IMPORT_COMMAND.implausible(finding.rows, implausibleText(finding, kind))),
    ...(future === null ? [] : [`  ${futureText(future)}. ${FUTURE_REMEDY}`]),
  ];
  return lines.join("\n");
}
