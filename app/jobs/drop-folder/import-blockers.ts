import type { Answer } from "~/domain/input/refusal";
import type { WizardMapping } from "~/ingest/wizard/wizard-mapping.server";

/** Why a file cannot be imported without somebody's word; none: a remembered mapping fits it, and nothing is open. */
export function fitReasons({ by, remembered, mapping, open, whose }: WizardMapping): string[] {
  const partner = whose?.name ?? "this partner";
  if (remembered === null) return [`No mapping that is remembered for ${partner} fits these headings.`];
  const renamed = remembered.renames.map(
    ({ from, to }) => `The mapping “${remembered.name}” reads “${from}”, which may be called “${to}” now.`,
  );
  const missing = remembered.missing.map(
    ({ heading }) => `The mapping “${remembered.name}” reads “${heading}”, which is not there.`,
  );
  const questions = open.map(({ message }) => message);
  const reasons = [...renamed, ...missing, ...questions];
  const fits = by === "mapping" && mapping !== null;
  return reasons.length > 0 || fits ? reasons : ["Someone has started to map it."];
}

/** The same of a file whose form or mapping cannot be read: a mapping can be fixed, a file that is no table cannot. */
export function refusedBecause(made: Answer<WizardMapping>): string | null {
  return made.ok || made.refusal.code === "mapping-invalid" ? null : made.refusal.message;
}
