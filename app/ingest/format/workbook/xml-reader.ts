import { SaxesParser } from "saxes";
import { FileRefused } from "~/domain/input/refusal";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

export type XmlAttributes = Readonly<Record<string, string>>;

/** What is read of a document, in order. Names come without their prefix. */
export type XmlListener = {
  open(name: string, attributes: XmlAttributes): void;
  close(name: string): void;
  text(text: string): void;
};

export type XmlReader = { write(text: string): void; end(): void };

const MAX_DEPTH = 64;
/** A cell holds at most 32,767 characters; no tag or text of a workbook comes near this. */
const MAX_PENDING_CHARS = 4_000_000;

/**
 * Reads XML piece by piece, holding one tag or text of it. Refuses a document type (entities of its own could grow without
 * end), tags and texts beyond all measure, and what is not well-formed.
 */
export function xmlReader(listener: XmlListener): XmlReader {
  const parser = new SaxesParser();
  let depth = 0;
  let pending = 0;
  parser.on("doctype", () => refuseDocumentType());
  parser.on("error", (error) => refuseMalformed(error.message));
  parser.on("opentag", ({ name, attributes }) => {
    pending = 0;
    depth += 1;
    if (depth > MAX_DEPTH) refuseMalformed(FILE_PROBLEMS.nesting(MAX_DEPTH));
    listener.open(withoutPrefix(name), attributes);
  });
  parser.on("closetag", ({ name }) => {
    pending = 0;
    depth -= 1;
    listener.close(withoutPrefix(name));
  });
  parser.on("text", (text) => listener.text(text));
  parser.on("cdata", (text) => listener.text(text));
  return {
    write(text) {
      pending += text.length;
      parser.write(text);
      if (pending > MAX_PENDING_CHARS) refuseMalformed(FILE_PROBLEMS.unclosedTag);
    },
    end() {
      parser.close();
    },
  };
}

function withoutPrefix(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}

function refuseDocumentType(): never {
  throw new FileRefused("document-type", FILE_PROBLEMS.documentType);
}

function refuseMalformed(why: string): never {
  throw new FileRefused("damaged", FILE_PROBLEMS.damagedWorkbook(why.slice(0, 200)));
}
