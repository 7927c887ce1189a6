import { createHash } from "node:crypto";
import { FILE_KINDS, isReferenceKind } from "~/domain/facts/fact-fields";
import { targetLabel, targetsOf } from "../guess/targets";
import { findPreset } from "../guess/presets";
import type { Blanks } from "../mapping/blanks";
import { standingOf, type Standing } from "../mapping/standing";
import { REMEMBERED_QUESTION } from "./remembered-fit.server";
import type { WizardMapping } from "./wizard-mapping.server";
import type { WizardState } from "./wizard-state";

const SLICE = ["site", "program", "channel"];

type Shown = Pick<WizardState, "choices" | "blanks" | "standing" | "saves">;

/** A mapping in the making, as its page shows it. `shown` is another one whenever any of it may be another. */
export function describeMapping(made: WizardMapping, staged: Shown) {
  const described = withoutKey(made, staged);
  const shown = createHash("sha256")
    .update(JSON.stringify([described, staged.saves]))
    .digest("hex");
  return { ...described, shown };
}

function withoutKey(made: WizardMapping, staged: Shown) {
  const { choices } = staged;
  const { guess, mapping, open, by, remembered, whose, zone, about } = made;
  const fed = new Set(guess?.columns.map(({ target }) => target));
  return {
    by,
    // A question about what is remembered stands by itself.
    remembered: guess?.questions.some(({ id }) => id === REMEMBERED_QUESTION) ? null : remembered,
    zone,
    about,
    whose: whose?.name ?? null,
    // Questions stand by themselves.
    open: open.filter(({ code }) => code !== "question").map(({ message }) => message),
    blanks: blanksOf(mapping, staged.blanks),
    /** Null where the kind of rows knows no preliminary ones. */
    standing: standingShown(made, staged.standing),
    guess: guess && {
      kind: guess.kind,
      kindReason: guess.kindReason,
      kinds: [...FILE_KINDS],
      preset: guess.preset === null ? null : (findPreset(guess.preset)?.name ?? null),
      questions: guess.questions,
      answered: made.answered(),
      columns: guess.columns,
      wide: guess.wide && { reason: guess.wide.reason, taken: guess.wide.taken },
      derived: [...(guess.collapse === null ? [] : [guess.collapse]), ...guess.derived].map(({ reason }) => reason),
      targets: targetsOf(guess.kind).map(({ key, label, required }) => ({ key, label, required })),
      constants: SLICE.filter(
        (target) => !fed.has(target) && targetsOf(guess.kind).some(({ key }) => key === target),
      ).map((target) => ({
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

/**
 * What is said of the standing of the rows: the same of all of them, or by the mapping (`by`), and the column that tells it where one
 * does. Null where the kind of rows knows no preliminary ones.
 */
function standingShown({ mapping, guess }: Pick<WizardMapping, "mapping" | "guess">, said: Standing | null) {
  const read = mapping === null ? null : standingOf(mapping);
  if (mapping !== null && read === null) return null;
  if (mapping === null && guess !== null && isReferenceKind(guess.kind)) return null;
  const guessed = guess?.columns.find(({ target }) => target === "preliminary")?.heading ?? null;
  const column = read !== null && "column" in read ? read.column : guessed;
  if (said !== null) return { all: said, column, mayFollow: guess === null || guessed !== null };
  const all = read === null ? (guessed === null ? ("unsaid" as const) : null) : "all" in read ? read.all : null;
  return { all, column, mayFollow: all === null };
}

function blanksOf(mapping: WizardMapping["mapping"], said: Blanks | null): Blanks {
  return said ?? mapping?.blanks ?? "keep";
}
