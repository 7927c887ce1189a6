import type { PresetKey } from "../suggestion";
import type { Preset } from "./preset";
import { PRESETS } from "./presets";

export function findPreset(key: PresetKey): Preset | null {
  return PRESETS.find((preset) => preset.key === key) ?? null;
}
