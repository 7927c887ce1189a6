import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { collapsedWords, keptOutWords, passedOverWords } from "~/domain/imports/row-words";
import { importFile, type ImportResult } from "~/ingest/import-file.server";
import { filesFolder } from "~/ingest/kept-files.server";
import { onlyFile, unpack, type Unpacked, type UnpackedFile } from "~/ingest/reading/unpack.server";
import { FileRefused } from "~/ingest/refusal";
import { onlyArgument, readArguments } from "../arguments";
import { type Command, CommandFailure } from "../command";

const MOST_MAPPING_BYTES = 1_000_000;
const VENDOR_KEY = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Imports a file by a mapping document, whole or not at all. */
export const command: Command = {
  name: "import",
  summary: "Import a partner's file",
  usage: "<file> --mapping <mapping.json> [--vendor <key>] [--vendor-name <name>]",
  async run(args, { db, environment, out }) {
    const { file, mapping, vendor, vendorName } = readImportArguments(args);
    let discard: () => Promise<void> = async () => undefined;
    try {
      const document = await readMappingDocument(mapping);
      const unpacked = await unpackedFile(path.resolve(file));
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
      out.answer(result, () => inWords(result, path.basename(file)));
    } catch (error) {
      if (error instanceof FileRefused) throw new CommandFailure(error.message, error.code, { errors: error.rows });
      throw error;
    } finally {
      await discard();
    }
  },
};

/** The file, or the only one that is packed in it. What is no file is left to the import to name. */
async function unpackedFile(file: string): Promise<UnpackedFile & Pick<Unpacked, "discard">> {
  const name = path.basename(file);
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return { name, path: file, discard: async () => undefined };
  const { files, discard } = await unpack(file, name);
  try {
    return { ...onlyFile(files), discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

function readImportArguments(args: readonly string[]) {
  const { values, positionals } = readArguments(args, {
    mapping: { type: "string" },
    vendor: { type: "string" },
    "vendor-name": { type: "string" },
  });
  const file = onlyArgument(positionals, "file");
  const { mapping, vendor } = values;
  if (mapping === undefined) throw new CommandFailure("Name the mapping: --mapping <mapping.json>.", "arguments");
  if (vendor !== undefined && !VENDOR_KEY.test(vendor)) {
    throw new CommandFailure(
      "A partner's key has lower-case letters, digits and hyphens, such as northwind-support.",
      "arguments",
    );
  }
  return { file, mapping, vendor, vendorName: values["vendor-name"] };
}

async function readMappingDocument(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    throw new CommandFailure(`The mapping ${file} was not found, or may not be read.`, "mapping-unreadable");
  }
  if (text.length > MOST_MAPPING_BYTES)
    throw new CommandFailure(`${file} is too large for a mapping.`, "mapping-invalid");
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(`The mapping ${file} is not JSON: ${reason}.`, "mapping-invalid");
  }
}

function inWords(result: ImportResult, file: string): string {
  const lines = [
    `${file} is batch ${result.batch}: ${result.read} rows read, ${result.accepted} accepted ` +
      `(${result.new} new, ${result.changed} changed, ${result.unchanged} unchanged` +
      `${result.kept > 0 ? `, ${keptOutWords(result.kept)}` : ""}), ` +
      `${result.collapsed > 0 ? `${collapsedWords(result.collapsed)}, ` : ""}${result.rejected} rejected` +
      `${result.passedOver > 0 ? `; ${passedOverWords(result.passedOver)}` : ""}.`,
    ...result.errors
      .slice(0, 20)
      .map(({ line, column, code, text }) => `  line ${line}, ${column || "row"}: ${code} "${text}"`),
    ...(result.errors.length > 20 ? ["  …"] : []),
  ];
  return lines.join("\n");
}
