import { REMEMBERED_TEXT } from "~/wording/imports/wizard-problems";
import type { Database } from "~/data/db/database.server";
import { listMappingsOf, type RememberedMapping } from "~/data/imports/mappings.server";
import type { Question } from "../suggest/question";
import { matchRemembered, type RememberedMatch } from "../suggest/remembered";
import { readMapping, type Mapping } from "../mapping/mapping";
import type { WizardChoices } from "./wizard-state";

export const REMEMBERED_QUESTION = "remembered";
const NONE_OF_THEM = "none";

/** A remembered mapping that fits the file, or nearly does. */
export type RememberedFit = Pick<RememberedMatch, "status" | "renames" | "missing"> &
  Pick<RememberedMapping, "id" | "name" | "version">;

type Candidate = RememberedMapping & { mapping: Mapping };

/** What is remembered for such files. */
export type FoundFit = {
  /** The mapping that was chosen, else the one that fits best. */
  fit: RememberedFit | null;
  document: unknown;
  /** What another mapping of the same file goes on with; null: nothing. */
  before: Pick<Mapping, "source" | "name"> | null;
  /** Whether the file is read by it unless it is stated otherwise. */
  applies: boolean;
  /** Asked where the fit is not certain; `answer`: what was stated. */
  question: { requested: Question; answer: string | null } | null;
};

const NOTHING: FoundFit = { fit: null, document: null, before: null, applies: false, question: null };

/**
 * The remembered mapping of this vendor by which a file with these headings is read. Which source a file is of, its mapping says: where
 * mappings of several sources fit as well, or one that a key limited to certain sources saved, it is asked.
 */
export async function findRememberedFit(
  db: Database,
  vendorKey: string | null,
  headings: readonly string[],
  answers: WizardChoices["answers"],
): Promise<FoundFit> {
  const known = vendorKey === null ? [] : await listMappingsOf(db, vendorKey);
  const candidates = known.flatMap((one): Candidate[] => {
    const read = readMapping(one.document);
    return read.ok ? [{ ...one, mapping: read.mapping }] : [];
  });
  const match = matchRemembered(headings, candidates);
  const best = match === null ? undefined : candidates[match.index];
  if (match === null || best === undefined) return NOTHING;
  const { status, renames, missing } = match;
  const isDoubtful = status === "same" && (best.sourceLimited || match.rivals.length > 0);
  const among = isDoubtful ? [best, ...match.rivals.flatMap((index) => candidates[index] ?? [])] : [];
  const question = isDoubtful ? requestedWith(rememberedQuestion(among), answers) : null;
  const { id, name, version, document, mapping, sourceLimited } =
    among.find((one) => String(one.id) === question?.answer) ?? best;
  return {
    fit: { status, renames, missing, id, name, version },
    document,
    before: status === "renamed" && !sourceLimited ? mapping : null,
    applies: status === "same" && (question === null || question.answer === String(id)),
    question,
  };
}

function requestedWith(requested: Question, answers: WizardChoices["answers"]): FoundFit["question"] {
  const given = answers.find(({ id }) => id === REMEMBERED_QUESTION)?.value;
  return { requested, answer: requested.options.find(({ value }) => value === given)?.value ?? null };
}

function rememberedQuestion(candidates: readonly Candidate[]): Question {
  const [only, another] = candidates;
  const text =
    only !== undefined && another === undefined
      ? REMEMBERED_TEXT.limitedKey(only.name)
      : REMEMBERED_TEXT.severalSources;
  const options = candidates.map(({ id, name, version, mapping, sourceLimited }) => ({
    value: String(id),
    label: REMEMBERED_TEXT.option(name, version),
    example: REMEMBERED_TEXT.source(mapping.source, sourceLimited),
  }));
  const none = { value: NONE_OF_THEM, label: REMEMBERED_TEXT.none, example: REMEMBERED_TEXT.suggestNew };
  return { id: REMEMBERED_QUESTION, columns: [], text, options: [...options, none] };
}
