/** A text as single characters, each as it stands or percent-encoded, however many times over. */
export type EncodedUnits = {
  /** Where each unit begins in the text; one more entry for its end. */
  readonly starts: readonly number[];
  /** One UTF-16 unit per unit of the text: `decode` says which for one that is encoded. */
  view(decode: (character: string) => string): string;
};

/** Reads a text from its beginning to its end and never looks back, so that the work is in proportion to its length. */
export function readEncodedUnits(text: string): EncodedUnits {
  const starts: number[] = [];
  const encoded: (string | null)[] = [];
  let at = 0;
  while (at < text.length) {
    starts.push(at);
    const { end, character } = text[at] === "%" ? readEncoded(text, at) : { end: at + 1, character: null };
    encoded.push(character);
    at = end;
  }
  starts.push(text.length);
  return {
    starts,
    view: (decode) =>
      encoded
        .map((character, index) => (character === null ? (text[starts[index] ?? 0] ?? "") : decode(character)))
        .join(""),
  };
}

const PERCENT = "25";

/** What a percent sign begins: `%73`, `%2573` and `%252573` are all "s"; null where it stands for itself. */
function readEncoded(text: string, at: number): { end: number; character: string | null } {
  let end = at + 1;
  while (text.startsWith(PERCENT, end)) end += PERCENT.length;
  const code = text.slice(end, end + 2);
  if (/^[0-9a-f]{2}$/i.test(code)) return { end: end + 2, character: String.fromCharCode(Number.parseInt(code, 16)) };
  return { end, character: end > at + 1 ? "%" : null };
}
