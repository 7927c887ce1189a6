import { isStorableText } from "./storable-text";

/** No document of ours nests lists and objects deeper than a quarter of this. */
export const MAX_JSON_LEVELS = 40;

/** Where a text of JSON first nests too deep, before anything is made of it; null: nowhere. */
export function tooDeepOffset(text: string, most = MAX_JSON_LEVELS): number | null {
  const structure = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/sy;
  const seek = /["[\]{}]/g;
  let levels = 0;
  for (let match = seek.exec(text); match !== null; match = seek.exec(text)) {
    structure.lastIndex = match.index;
    const token = structure.exec(text)?.[0];
    // A string that never ends: JSON.parse says so.
    if (token === undefined) return null;
    if (token === "[" || token === "{") levels += 1;
    if (token === "]" || token === "}") levels -= 1;
    if (levels > most) return match.index;
    seek.lastIndex = structure.lastIndex;
  }
  return null;
}

/** Whether every text in a value, names of its fields included, can be stored. The value nests no deeper than allowed. */
export function isStorableJson(json: unknown): boolean {
  if (typeof json === "string") return isStorableText(json);
  if (typeof json !== "object" || json === null) return true;
  return Object.entries(json).every(([name, value]) => isStorableText(name) && isStorableJson(value));
}
