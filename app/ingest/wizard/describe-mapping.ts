import { FACT_KINDS } from "~/domain/facts/fact-fields";
import { targetLabel, targetsOf } from "../guess/targets";
import { findPreset } from "../guess/presets";
import type { WizardMapping } from "./wizard-mapping.server";
import type { WizardState } from "./wizard-state";

const SLICE = ["site", "program", "channel"];

/** A mapping in the making, as its page shows it. */
export function describeMapping(made: WizardMapping, { choices }: Pick<WizardState, "choices">) {
  const { guess, mapping, open, by, remembered, whose, zone, about, fingerprint } = made;
  const fed = new Set(guess?.columns.map(({ target }) => target));
  return {
    by,
    remembered,
    zone,
    about,
    fingerprint,
    whose: whose?.name ?? null,
    // Questions stand by themselves.
    open: open.filter(({ code }) => code !== "question").map(({ message }) => message),
    guess: guess && {
      kind: guess.kind,
      kindReason: guess.kindReason,
      kinds: [...FACT_KINDS],
      preset: guess.preset === null ? null : (findPreset(guess.preset)?.name ?? null),
      questions: guess.questions,
      columns: guess.columns,
      targets: targetsOf(guess.kind).map(({ key, label, required }) => ({ key, label, required })),
      constants: SLICE.filter((target) => !fed.has(target)).map((target) => ({
        target,
        label: targetLabel(target, guess.kind),
        value: choices.constants.find((constant) => constant.target === target)?.value ?? "",
      })),
    },
    document:
      guess === null && mapping !== null
        ? { name: mapping.name, kind: mapping.kind, source: mapping.source, text: JSON.stringify(mapping, null, 2) }
        : null,
  };
}
