import type { FileKind } from "~/domain/facts/fact-fields";
import type { PresetKey, TargetKey } from "../suggestion";
import { plainHeading } from "../synonyms/heading-fold";
import { splitNames } from "../synonyms/split-names";
import type { Preset } from "./preset";
import { PRESETS } from "./presets";

type Folded = {
  /** By kind, the headings that mean something. */
  meant: ReadonlyMap<string, ReadonlySet<string>>;
  tells: ReadonlySet<string>;
  passes: ReadonlySet<string>;
  means: ReadonlyMap<string, ReadonlyMap<string, number>>;
};

/** Every preset's headings as they are compared; of what they mean, by kind and target, how early each stands in its list. */
const FOLDED: ReadonlyMap<PresetKey, Folded> = new Map(
  PRESETS.map(({ key, tells, passes = "", means }) => {
    const meanings = Object.entries(means).flatMap(([kind, targets]) =>
      Object.entries(targets).map(([target, names]): [string, ReadonlyMap<string, number>] => [
        `${kind} ${target}`,
        new Map(plainNames(names).map((name, position) => [name, 1 - position * 0.01])),
      ]),
    );
    const meant = Object.entries(means).map(([kind, targets]): [string, ReadonlySet<string>] => [
      kind,
      new Set(Object.values(targets).flatMap(plainNames)),
    ]);
    const folded: Folded = {
      meant: new Map(meant),
      tells: new Set(plainNames(tells)),
      passes: new Set(plainNames(passes)),
      means: new Map(meanings),
    };
    return [key, folded];
  }),
);

function plainNames(list: string): string[] {
  return splitNames(list)
    .map(plainHeading)
    .filter((name) => name !== "");
}

/** The system whose headings these are; null where none is recognized. */
export function recognizePreset(headings: readonly string[]): Preset | null {
  const found = new Set(headings.map(plainHeading));
  let best: { preset: Preset; recognized: number } | null = null;
  for (const preset of PRESETS) {
    const tells = FOLDED.get(preset.key)?.tells ?? new Set();
    const recognized = [...found].filter((heading) => tells.has(heading)).length;
    if (recognized >= preset.least && (best === null || recognized > best.recognized))
      best = { preset, recognized: recognized };
  }
  return best?.preset ?? null;
}

/** How sure a preset is that a heading means the target: 1 for the first name in its list; 0 where it is not there. */
export function presetLikeness(preset: Preset | null, kind: FileKind, target: TargetKey, heading: string): number {
  return preset === null ? 0 : (FOLDED.get(preset.key)?.means.get(`${kind} ${target}`)?.get(heading) ?? 0);
}

/** Whether the preset says what the heading means, and it is not this target. */
export function isMeantOtherwise(preset: Preset | null, kind: FileKind, target: TargetKey, heading: string): boolean {
  if (preset === null || presetLikeness(preset, kind, target, heading) > 0) return false;
  return FOLDED.get(preset.key)?.meant.get(kind)?.has(heading) ?? false;
}

/** Whether a heading of the preset means nothing that is kept. */
export function skips(preset: Preset | null, heading: string): boolean {
  return preset !== null && (FOLDED.get(preset.key)?.passes.has(heading) ?? false);
}
