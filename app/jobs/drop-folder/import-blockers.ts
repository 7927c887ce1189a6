import type { Answer } from "~/domain/input/refusal";
import type { WizardMapping } from "~/ingest/wizard/wizard-mapping.server";
import { DROP_FOLDER } from "~/wording/imports/drop-folder";

/** Why a file cannot be imported without somebody's word; none: a remembered mapping fits it, and nothing is open. */
export function fitReasons({ by, remembered, mapping, open, partner }: WizardMapping): string[] {
  if (remembered === null) return [DROP_FOLDER.noMapping(partner?.name ?? null)];
  const renamed = remembered.renames.map(({ from, to }) => DROP_FOLDER.renamed(remembered.name, from, to));
  const missing = remembered.missing.map(({ heading }) => DROP_FOLDER.missing(remembered.name, heading));
  const questions = open.map(({ message }) => message);
  const reasons = [...renamed, ...missing, ...questions];
  const fits = by === "mapping" && mapping !== null;
  return reasons.length > 0 || fits ? reasons : [DROP_FOLDER.mappingStarted];
}

/** The same of a file whose form or mapping cannot be read: a mapping can be fixed, a file that is no table cannot. */
export function refusedBecause(made: Answer<WizardMapping>): string | null {
  return made.ok || made.refusal.code === "mapping-invalid" ? null : made.refusal.message;
}
