type Entry = { use: string; except?: Record<string, string> };
export const list: {
  words: readonly (Entry & { retired: readonly string[] })[];
  phrases: readonly (Entry & { retired: string })[];
  names: readonly (Entry & { retired: readonly string[] })[];
};
export function findRetired(file: string, text: string): { word: string; use: string; line: number }[];
export function findRetiredNames(file: string, text: string): { word: string; use: string; line: number }[];
export function checkedFiles(): string[];
export function checkProject(): { file: string; line: number; word: string; use: string }[];
