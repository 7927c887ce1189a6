import type { FactKind } from "~/domain/facts/fact-fields";
import type { PresetKey, TargetKey } from "../suggestion";

/** How one system's exports look. Headings are written with " | " between them; case and separators do not matter. */
export type Preset = {
  key: PresetKey;
  name: string;
  /** Headings by which its exports are recognized, and how many of them it takes. */
  tells: string;
  least: number;
  /** What its headings mean, by kind of rows. */
  means: Partial<Record<FactKind, Readonly<Record<TargetKey, string>>>>;
  /** Headings that look like something kept and are not: the caller's location is no site of the partner. */
  passes?: string;
  /** Every word of its states, whether or not the rows looked at hold it: those that mean resolved, and the others. */
  states?: { resolved: readonly string[]; unresolved: readonly string[] };
  /** Words by which it leaves a value out. */
  nulls: readonly string[];
};
