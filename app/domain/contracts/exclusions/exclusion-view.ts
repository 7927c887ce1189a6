import type { TargetFormat } from "../credits/statement-view";
import type { ExclusionEffect } from "./effect";
import type { Exclusion } from "./exclusion";

/** An exclusion with what people call it and its partner. */
export type ExclusionRow = Omit<Exclusion, "requestedAt" | "decision"> & {
  readonly reference: string;
  readonly partner: { readonly key: string; readonly name: string };
  readonly requestedAt: string;
  readonly decision: (Omit<NonNullable<Exclusion["decision"]>, "at"> & { readonly at: string }) | null;
};

export type ExclusionView = {
  readonly exclusion: ExclusionRow;
  /** What it moves, or would move if it were accepted as requested. */
  readonly effect: ExclusionEffect;
  readonly formats: Readonly<Record<string, TargetFormat>>;
  readonly timeZone: string;
};

export type ExclusionsView = {
  readonly rows: readonly ExclusionRow[];
  readonly total: number;
  readonly open: number;
  readonly timeZone: string;
};
