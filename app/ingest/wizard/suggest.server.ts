import { ANSWER_PROBLEMS, REMEMBERED_TEXT } from "~/wording/imports/wizard-problems";
import type { Database } from "~/data/db/database.server";
import { findVendor } from "~/data/access/vendors.server";
import type { Viewer } from "~/domain/access/viewer";
import type { FileKind } from "~/domain/facts/fact-fields";
import type { Question } from "../suggest/question";
import type { ColumnSuggestion } from "../suggest/suggestion";
import { reportingZone } from "../load/import-file.server";
import { requireFile } from "../format/inspect-file.server";
import type { StagedFile } from "./uploads.server";
import { readerHere, type WizardReader } from "./file-suggestion.server";
import { detectFileForm, type FileReading } from "./file-reading.server";
import { loadWizardMapping, type WizardMapping } from "./wizard-mapping.server";
import { REMEMBERED_QUESTION } from "./remembered-fit.server";
import { wizardStateSchema, type FileRequest } from "./wizard-state";

export type SuggestRequest = {
  /** Where the bytes are; the file is read, and nothing is written beside it. */
  path: string;
  fileName: string;
  actor: string;
  /** The key of the vendor whose file it is; one that is not known yet is a new one. */
  vendor: string | null;
  kind: FileKind | null;
  file: FileRequest;
  /** Answers to questions, `<question>=<value>`, in any order. Some are asked only after others are answered. */
  answers: readonly string[];
};

export type SuggestedColumn = Pick<ColumnSuggestion, "heading" | "target" | "confidence" | "reason" | "alternatives">;
export type SuggestedQuestion = Pick<Question, "id" | "text" | "columns"> & { values: Question["options"] };

/** What the wizard makes of a file. With `ready` the mapping is what an import takes; else it is a draft. */
export type Suggestion = {
  ready: boolean;
  file: string;
  sheets: { name: string; rows: number; hidden: boolean }[];
  kind: string | null;
  reason: string;
  /** Of the least certain column that feeds a field, 0–1. Null: none does. */
  confidence: number | null;
  columns: SuggestedColumn[];
  derived: string[];
  questions: SuggestedQuestion[];
  /** What else keeps the mapping from being used, in sentences. */
  problems: string[];
  mapping: unknown;
};

/** An answer that no question asks for, or a value that the question does not have. */
export class AnswerRefused extends Error {
  constructor(
    message: string,
    readonly code: "unknown-question" | "unknown-value",
    readonly questions: readonly SuggestedQuestion[],
  ) {
    super(message);
  }
}

/** The mapping that the wizard comes to with these answers. `FileRefused` where the file is no table. */
export async function suggestMapping(db: Database, viewer: Viewer, request: SuggestRequest): Promise<Suggestion> {
  await requireFile(request.path);
  const reader = readerHere(onceEach(request.path));
  const byRemembered = request.answers.some((text) => text.startsWith(`${REMEMBERED_QUESTION}=`));
  const requested = !byRemembered && (request.kind !== null || request.answers.length > 0);
  const known = request.vendor !== null && (await findVendor(db, viewer, request.vendor)) !== null;
  const staged: StagedFile = {
    ...wizardStateSchema.parse({
      fileName: request.fileName,
      bytes: 0,
      actor: request.actor,
      stagedAt: new Date(0).toISOString(),
      ...(known ? { vendorKey: request.vendor } : { newVendorName: request.vendor }),
      file: request.file,
      // The mapping that is printed names the zone, and can be changed.
      zone: known ? null : await reportingZone(db),
      // What is answered is about what the file itself says.
      way: requested ? { by: "suggestion", preset: null } : null,
      choices: request.kind === null ? {} : { kind: request.kind },
    }),
    id: "",
    path: request.path,
  };
  const made = await withAnswers(db, viewer, staged, reader, request.answers);
  return describe(made, request);
}

/** Detects each form of the file once. */
function onceEach(path: string): (path: string, requested: FileRequest) => Promise<FileReading> {
  const known = new Map<string, Promise<FileReading>>();
  return (_path, requested) => {
    const key = JSON.stringify(requested);
    const reading = known.get(key) ?? detectFileForm(path, requested);
    known.set(key, reading);
    return reading;
  };
}

/** Answers what is asked until no answer is left. Every question that is open is answered before the next look. */
async function withAnswers(
  db: Database,
  viewer: Viewer,
  staged: StagedFile,
  reader: WizardReader,
  texts: readonly string[],
): Promise<WizardMapping> {
  const given = new Map<string, string>();
  let left = texts;
  for (;;) {
    const answers = [...given].map(([id, value]) => ({ id, value }));
    const choices = { ...staged.choices, answers };
    const made = await loadWizardMapping(db, viewer, { ...staged, choices }, reader);
    if (left.length === 0) return made;
    const questions = made.suggestion?.questions ?? [];
    const unanswered: string[] = [];
    for (const text of left) {
      const question = questions.find(({ id }) => text.startsWith(`${id}=`));
      if (!question) unanswered.push(text);
      else give(given, question, text.slice(question.id.length + 1));
    }
    if (unanswered.length === left.length) throw unknownQuestion(left, questions);
    left = unanswered;
  }
}

function give(given: Map<string, string>, question: Question, answer: string): void {
  const value = valueOf(answer, question);
  if ((given.get(question.id) ?? value) !== value)
    throw new AnswerRefused(ANSWER_PROBLEMS.twice(question.id), "unknown-value", [described(question)]);
  given.set(question.id, value);
}

function unknownQuestion(left: readonly string[], questions: readonly Question[]): AnswerRefused {
  const open = questions.map(({ id }) => id);
  return new AnswerRefused(ANSWER_PROBLEMS.unknown(left, open), "unknown-question", questions.map(described));
}

const folded = (text: string) => text.trim().toLowerCase();

function valueOf(given: string, question: Question): string {
  const { id, options } = question;
  const option =
    options.find(({ value }) => value === given) ??
    options.find(({ value }) => folded(value) === folded(given)) ??
    options.find(({ label }) => folded(label) === folded(given));
  if (option) return option.value;
  const values = options.map(({ value }) => value);
  throw new AnswerRefused(ANSWER_PROBLEMS.notAChoice(given, id, values), "unknown-value", [described(question)]);
}

const described = ({ id, text, columns, options }: Question): SuggestedQuestion => ({
  id,
  text,
  columns,
  values: options,
});

function describe(made: WizardMapping, { fileName, vendor }: SuggestRequest): Suggestion {
  const { suggestion, mapping, draft, remembered, reading } = made;
  const questions = (suggestion?.questions ?? []).map(described);
  // Whose file it is may be left to the import.
  const problems = made.open.flatMap(({ code, id, message }) =>
    code === "question" || (code === "missing" && id === "vendor") ? [] : message,
  );
  const columns = (suggestion?.columns ?? []).map(({ heading, target, confidence, reason, alternatives }) => {
    return { heading, target, confidence, reason, alternatives };
  });
  const fed = columns.filter(({ target }) => target !== null).map(({ confidence }) => confidence);
  return {
    ready: mapping !== null,
    file: fileName,
    sheets: reading.detected.sheets.map(({ name, rows, hidden }) => ({ name, rows, hidden })),
    kind: suggestion?.kind ?? mapping?.kind ?? null,
    reason: suggestion?.kindReason ?? REMEMBERED_TEXT.matches(remembered?.name ?? ""),
    confidence: suggestion === null ? 1 : fed.length === 0 ? null : Math.min(...fed),
    columns,
    derived: [...(suggestion?.collapse ? [suggestion.collapse] : []), ...(suggestion?.derived ?? [])].map(
      ({ reason }) => reason,
    ),
    questions,
    problems,
    mapping: withVendor(mapping ?? draft, vendor),
  };
}

/** A vendor that was named is named in the mapping too, unless a column of the file names it. */
function withVendor(document: unknown, vendor: string | null): unknown {
  if (vendor === null || typeof document !== "object" || document === null || "vendor" in document) return document;
  return { ...document, vendor: { constant: vendor } };
}
