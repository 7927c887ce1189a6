import { MAPPING_GAPS } from "~/wording/imports/wizard-problems";
import { defineFileWork } from "../file-threads/file-work";
import { createHash } from "node:crypto";
import type { Database } from "~/data/db/database.server";
import { findMappingDocument } from "~/data/imports/mappings.server";
import { hasRoster } from "~/data/imports/roster.server";
import { findSowsInUse } from "~/data/contracts/sows-in-use.server";
import { viewerKey, type Viewer } from "~/domain/access/viewer";
import { readJsonText } from "~/domain/contracts/read-json";
import type { AnsweredQuestion } from "../suggest/answered-questions";
import { draftMapping, type OpenPoint } from "../suggest/draft/draft-mapping";
import { documentProblemText } from "../suggest/draft/problem-text";
import { PRESET_KEYS, type MappingSuggestion } from "../suggest/suggestion";
import { answered as answerOf, FileRefused } from "~/domain/input/refusal";
import { onceInFileThread, type ThreadUser } from "../file-threads/file-threads.server";
import { reportingZone } from "../load/import-file.server";
import { mappingInSuggestion } from "../mapping/suggested";
import { LONGEST_MAPPING_NAME, readMapping, type Mapping } from "../mapping/mapping";
import type { Blanks } from "../mapping/blanks";
import { alsoSkippingFound } from "../mapping/skipped-rows";
import { withStatus } from "../parse/preliminary-values";
import type { StagedFile } from "./uploads.server";
import { THREADED_READER, type WizardReader } from "./file-suggestion.server";
import type { FileForm } from "./file-reading.server";
import { kindOfFile } from "./kind-of-file";
import { findRememberedFit, REMEMBERED_QUESTION, type RememberedFit } from "./remembered-fit.server";
import { renameColumns } from "./rename-columns";
import { repairMapping } from "./repairs";
import { TABLE_QUESTION, tableQuestion, tableRequest } from "./table-question";
import { findPartnerOfFile, keyFromName, type PartnerOfFile } from "./resolve-vendor.server";

/** Opens a file as its mapping says; refused where that cannot be done. */
export const OPEN_WORK = defineFileWork<{ path: string; mapping: Mapping }, true>("opens", "form");

/** An upload with everything that follows from what was stated of it. */
export type WizardMapping = {
  reading: FileForm;
  zone: string;
  partner: PartnerOfFile | null;
  /** Which way the mapping comes about. */
  by: "suggestion" | "mapping" | "document";
  remembered: RememberedFit | null;
  /** Where it is suggested. */
  suggestion: MappingSuggestion | null;
  /** What was answered of it, for a page on which it can be answered otherwise. */
  answered: () => Promise<AnsweredQuestion[]>;
  about: { name: string; source: string };
  /** The mapping document as far as it is known. */
  draft: unknown;
  /** The mapping as it would be applied; null while something is open. */
  mapping: Mapping | null;
  open: OpenPoint[];
  /** Names the mapping and the partner together: a dry run of another pair says nothing of this one. */
  fingerprint: string;
};

/** Reads an upload's form, and works out its mapping. `FileRefused` where the file is no table. */
export async function loadWizardMapping(
  db: Database,
  viewer: Viewer,
  staged: StagedFile,
  reader: WizardReader = THREADED_READER,
): Promise<WizardMapping> {
  const user = { key: viewerKey(viewer), shared: db.shared, signal: db.signal };
  const [reading, organizationZone, partner] = await Promise.all([
    reader.form(staged.path, tableRequest(staged), user),
    reportingZone(db),
    findPartnerOfFile(db, viewer, staged),
  ]);
  const zone = staged.zone ?? partner?.timeZone ?? organizationZone;
  const found = await findRememberedFit(db, partner?.key ?? null, reading.headings, staged.choices.answers);
  const { fit, document: fitting } = found;
  const way =
    staged.way ??
    (fit !== null && found.applies && !hasEdits(staged)
      ? { by: "mapping" as const, id: fit.id }
      : { by: "suggestion" as const, preset: null });
  const about = aboutOf(staged, reading, partner, found.before);
  const shared = { reading, zone, partner, remembered: fit };
  if (way.by === "suggestion") {
    const preset = PRESET_KEYS.find((key) => key === way.preset);
    const roster = partner !== null && (await hasRoster(db, partner.key));
    const currency = partner === null ? null : await currencyOfSow(db, viewer, partner.key);
    const { fileName, choices } = staged;
    const context = { zone, fileName, roster, currency, choices, ...(preset ? { preset } : {}) };
    const asksTable = staged.file.table === undefined ? tableQuestion(reading.detected) : null;
    const table = staged.choices.answers.find(({ id }) => id === TABLE_QUESTION)?.value ?? null;
    const ofFile = [
      ...(asksTable ? [{ requested: asksTable, answer: table }] : []),
      ...(found.question && staged.way === null ? [found.question] : []),
    ];
    const source = { path: staged.path, requested: tableRequest(staged), context };
    const suggested = await reader.suggest(source, user);
    const open = ofFile.flatMap(({ requested, answer }) => (answer === null ? [requested] : []));
    const suggestion = { ...suggested, questions: [...open, ...suggested.questions] };
    const answered = async () => [
      ...ofFile.flatMap(({ requested, answer }) => (answer === null ? [] : [{ ...requested, answer }])),
      ...(await reader.answered(source, user)),
    ];
    const key = keyFromName(`${partner?.key ?? "any"} ${about.source}`);
    const draft = draftMapping(suggestion, { key, name: about.name, source: about.source, file: reading.file });
    return finished(
      {
        ...shared,
        by: "suggestion",
        suggestion: { ...suggestion, preset: preset ?? suggestion.preset },
        answered,
        about,
      },
      draft.document,
      draft.open,
      staged,
    );
  }
  const document =
    way.by === "document"
      ? parseDocument(way.text)
      : fit?.id === way.id
        ? fitting
        : await findMappingDocument(db, way.id);
  if (document === null) throw new FileRefused("mapping-invalid", MAPPING_GAPS.gone);
  const readable = await withFile(renameColumns(document, staged.renames), staged.path, reading, user);
  const whole = way.by === "mapping" ? withFooters(readable, reading) : readable;
  return finished(
    { ...shared, by: way.by, suggestion: null, answered: () => Promise.resolve([]), about },
    whole,
    [],
    staged,
  );
}

const OF_FILE: ReadonlySet<string> = new Set([TABLE_QUESTION, REMEMBERED_QUESTION]);

/** Whether a suggested mapping was worked on: a mapping that is remembered meanwhile is offered beside it, and does not replace it. */
function hasEdits({ choices, name, source }: StagedFile): boolean {
  const { kind, wide, columns, answers, constants } = choices;
  if (kind !== undefined || wide !== undefined || name !== null || source !== null) return true;
  return columns.length > 0 || constants.length > 0 || answers.some(({ id }) => !OF_FILE.has(id));
}

function withBlanks(document: unknown, blanks: Blanks | null): unknown {
  const has = typeof document === "object" && document !== null && "kind" in document;
  return has && blanks !== null ? { ...document, blanks } : document;
}

/** A document as it stands where the file can be read by it; else with the form in which the file was found. */
async function withFile(document: unknown, file: string, reading: FileForm, user: ThreadUser): Promise<unknown> {
  const read = readMapping(document);
  if (!read.ok) return document;
  const own = await answerOf(() => onceInFileThread(OPEN_WORK, { path: file, mapping: read.mapping }, user));
  if (own.ok) return document;
  const { skipRowsWhen } = read.mapping.file;
  const found = { ...read.mapping, file: { ...reading.file, skipRowsWhen } };
  const asFound = await answerOf(() => onceInFileThread(OPEN_WORK, { path: file, mapping: found }, user));
  if (asFound.ok) return found;
  throw new FileRefused("mapping-invalid", asFound.refusal.message);
}

/** What is remembered skips the totals and footers of this file too, unless the analyst wants them read. */
function withFooters(document: unknown, { file }: FileForm): unknown {
  const read = readMapping(document);
  if (!read.ok) return document;
  const known = read.mapping.file.skipRowsWhen;
  const skipRowsWhen = alsoSkippingFound(known, file.skipRowsWhen);
  return skipRowsWhen === known ? document : { ...read.mapping, file: { ...read.mapping.file, skipRowsWhen } };
}

function finished(
  made: Omit<WizardMapping, "draft" | "mapping" | "open" | "fingerprint">,
  document: unknown,
  open: readonly OpenPoint[],
  staged: StagedFile,
): WizardMapping {
  const draft = withStatus(withBlanks(document, staged.blanks), staged.status);
  const read = readMapping(draft);
  const mapping = open.length === 0 && read.ok ? repairMapping(read.mapping, staged.repairs) : null;
  const problems: OpenPoint[] =
    read.ok || open.length > 0
      ? []
      : read.problems.map((problem) => ({
          code: "invalid",
          id: problem.path,
          message: documentProblemText(problem, draft),
        }));
  const unowned = made.partner === null && !(mapping?.vendor ?? (read.ok && read.mapping.vendor));
  const partner: OpenPoint[] = unowned ? [{ code: "missing", id: "vendor", message: MAPPING_GAPS.partner }] : [];
  const zone: OpenPoint[] =
    made.by === "suggestion" && made.partner?.isNew === true && staged.zone === null
      ? [{ code: "missing", id: "zone", message: MAPPING_GAPS.zone(made.partner.name) }]
      : [];
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([mapping, made.partner && [made.partner.key, made.partner.name]]))
    .digest("hex");
  return { ...made, draft, mapping, open: [...open, ...problems, ...partner, ...zone], fingerprint };
}

/** `before`: the mapping of the same file whose headings changed; rows of both replace each other. */
function aboutOf(
  staged: StagedFile,
  { headings }: FileForm,
  owner: PartnerOfFile | null,
  before: Pick<Mapping, "source" | "name"> | null,
): WizardMapping["about"] {
  const stem = kindOfFile(staged.fileName);
  const source = staged.source ?? before?.source ?? (keyFromName(stem) || `rows-of-${headings.length}-columns`);
  if (before !== null) return { source, name: staged.name ?? before.name };
  const what = stem.trim() || MAPPING_GAPS.unnamedFile;
  // A file that is called like its partner says nothing more of itself.
  const isPartner = owner !== null && [owner.key, keyFromName(owner.name)].includes(keyFromName(what));
  const partner = owner === null || isPartner ? "" : ` of ${owner.name}`;
  const named = isPartner ? owner.name : what;
  return {
    source,
    name:
      staged.name ??
      `${named.slice(0, Math.max(1, LONGEST_MAPPING_NAME - partner.length))}${partner}`.slice(0, LONGEST_MAPPING_NAME),
  };
}

function parseDocument(text: string): unknown {
  const read = readJsonText(text);
  if (read.ok) return mappingInSuggestion(read.json).document;
  throw new FileRefused("mapping-invalid", MAPPING_GAPS.unreadable(read.fault.message));
}

/** The currency in which the SOW of a vendor counts; null where it has none. */
async function currencyOfSow(db: Database, viewer: Viewer, vendor: string): Promise<string | null> {
  const { sows } = await findSowsInUse(db, viewer);
  return [...sows.values()].find((sow) => sow.vendor === vendor)?.currency ?? null;
}
