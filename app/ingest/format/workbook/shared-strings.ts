import { FileRefused } from "~/domain/input/refusal";
import { unescapedText } from "./cell-text";
import type { XmlListener } from "./xml-reader";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

export type SharedStrings = { at(index: number): string | undefined };

const BLOCK_BYTES = 1 << 20;
const MAX_BYTES = 256 * BLOCK_BYTES;
const INDEX_STEP = 65_536;
const MAX_REMEMBERED = 20_000;

/**
 * The texts that a workbook's cells share, kept as bytes: a million of them take what their letters take. `listener` hears
 * the part of the workbook that holds them.
 */
export function sharedStrings(): { strings: SharedStrings; listener: XmlListener } {
  const blocks: Buffer[] = [];
  let used = BLOCK_BYTES;
  let count = 0;
  let positions = new Uint32Array(0);
  let lengths = new Uint32Array(0);
  const remembered = new Map<number, string>();

  function add(text: string): void {
    const length = Buffer.byteLength(text);
    if (length > BLOCK_BYTES) throw new FileRefused("damaged", FILE_PROBLEMS.cellTooLong);
    if (used + length > BLOCK_BYTES) {
      if ((blocks.length + 1) * BLOCK_BYTES > MAX_BYTES) throw tooMuchText();
      blocks.push(Buffer.allocUnsafeSlow(BLOCK_BYTES));
      used = 0;
    }
    if (count === positions.length) {
      positions = grown(positions);
      lengths = grown(lengths);
    }
    blocks.at(-1)?.write(text, used);
    positions[count] = (blocks.length - 1) * BLOCK_BYTES + used;
    lengths[count] = length;
    used += length;
    count += 1;
  }

  function at(index: number): string | undefined {
    const known = remembered.get(index);
    if (known !== undefined) return known;
    const position = positions[index];
    if (position === undefined || index >= count) return undefined;
    const from = position % BLOCK_BYTES;
    const text = blocks[Math.floor(position / BLOCK_BYTES)]?.toString("utf8", from, from + (lengths[index] ?? 0));
    if (text !== undefined && remembered.size < MAX_REMEMBERED) remembered.set(index, text);
    return text;
  }

  const collected = textCollector();
  const listener: XmlListener = {
    open(name) {
      if (name === "si") collected.begin();
      collected.open(name);
    },
    close(name) {
      collected.close(name);
      if (name === "si") add(collected.end());
    },
    text: collected.text,
  };
  return { strings: { at }, listener };
}

/** Gathers the runs of a text, leaving out how it is pronounced. */
export function textCollector() {
  let text = "";
  let inText = false;
  let aside = 0;
  return {
    begin() {
      text = "";
    },
    open(name: string) {
      if (name === "rPh") aside += 1;
      if (name === "t") inText = aside === 0;
    },
    close(name: string) {
      if (name === "rPh") aside -= 1;
      if (name === "t") inText = false;
    },
    text(part: string) {
      if (inText) text += part;
    },
    end: () => unescapedText(text),
  };
}

function grown(list: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(INDEX_STEP, list.length * 2));
  larger.set(list);
  return larger;
}

function tooMuchText(): FileRefused {
  return new FileRefused("too-much-inside", FILE_PROBLEMS.tooMuchText(MAX_BYTES / BLOCK_BYTES));
}
