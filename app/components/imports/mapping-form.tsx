import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { FormErrors } from "../ui/forms/form-errors";
import { MappingBlanks } from "./mapping-blanks";
import { MappingColumns, type MappedColumn } from "./mapping-columns";
import { MappingFacts, type MappingFactsProps } from "./mapping-facts";
import { MappingQuestions, type MappingQuestion } from "./mapping-questions";
import { MappingStatus, type ShownStatus } from "./mapping-preliminary";
import { MappingWide } from "./mapping-wide";
import { Pagination } from "../ui/pagination";
import { SectionHeading } from "../ui/section-heading";
import { IMPORT } from "~/wording/imports/import-pages";
import { MAPPING_STEP as text } from "~/wording/imports/mapping-step";
import { WIZARD } from "~/wording/imports/wizard";

export type ShownMapping = {
  open: readonly string[];
  about: { name: string; source: string };
  blanks: "keep" | "erase";
  status: ShownStatus | null;
  suggestion:
    | (MappingFactsProps["suggestion"] & {
        questions: readonly MappingQuestion[];
        answered: readonly MappingQuestion[];
        /** Open questions that are shown once others are answered. */
        moreQuestions: number;
        /** Of one page. */
        columns: readonly MappedColumn[];
        columnPages: { page: number; pages: number; first: number; total: number };
        targets: readonly { key: string; label: string; required: boolean }[];
        wide: { reason: string; taken: boolean; isRowPerMeasure: boolean } | null;
      })
    | null;
  document: { name: string; kind: string; source: string; text: string } | null;
};

/** The number of a page of columns, in the address and in the form. */
export const COLUMNS_FIELD = "columns";

type MappingFormProps = {
  made: ShownMapping;
  busy: boolean;
  /** Continue was pressed with a question open. */
  isSubmitted?: boolean;
};

/**
 * The fields of a mapping, each with what it shows beside it: what is unchanged is no answer. Whenever another
 * mapping is shown, all of them are rebuilt, because browsers keep the text of a field.
 */
export function MappingForm({ made, busy, isSubmitted = false }: MappingFormProps) {
  const { suggestion, open, about, blanks, status, document } = made;
  const questions = suggestion === null ? [] : [...suggestion.questions, ...suggestion.answered];
  return (
    <>
      {/* The first button of a form is the one that Enter presses. */}
      {suggestion && suggestion.columnPages.pages > 1 && (
        <button name="intent" value="next" hidden aria-label={WIZARD.continue} />
      )}
      {questions.length > 0 && (
        <MappingQuestions questions={questions} more={suggestion?.moreQuestions ?? 0} isSubmitted={isSubmitted} />
      )}
      <FormErrors title={text.openTitle} errors={open.length > 0 ? [...open] : undefined} />
      {suggestion && (
        <>
          {suggestion.wide !== null && <MappingWide wide={suggestion.wide} />}
          <MappingFacts suggestion={suggestion} about={about} />
          <MappingColumns columns={suggestion.columns} targets={suggestion.targets} />
          <ColumnPages pages={suggestion.columnPages} shown={suggestion.columns.length} />
        </>
      )}
      {status !== null && <MappingStatus status={status} suggested={suggestion !== null} />}
      <MappingBlanks blanks={blanks} />
      {document !== null && (
        <Card>
          <SectionHeading title={document.name} detail={IMPORT.kindAndSource(document.kind, document.source)} />
          <pre className="max-h-96 overflow-auto font-mono text-xs" tabIndex={0}>
            {document.text}
          </pre>
        </Card>
      )}
      <div className="mt-4 flex flex-wrap gap-2">
        <Button kind="primary" name="intent" value="next" busy={busy}>
          {WIZARD.continue}
        </Button>
        {suggestion && (
          <Button name="intent" value="save">
            {text.detectAgain}
          </Button>
        )}
      </div>
    </>
  );
}

type ColumnPagesProps = { pages: NonNullable<ShownMapping["suggestion"]>["columnPages"]; shown: number };

/** Steps through the columns of a file that has more than a page of them. */
function ColumnPages({ pages: { page, pages, first, total }, shown }: ColumnPagesProps) {
  if (pages === 1) return null;
  return (
    <>
      <Pagination
        of={text.columnsOf}
        first={first}
        last={first + shown - 1}
        total={total}
        field={COLUMNS_FIELD}
        previous={page > 1 ? page - 1 : null}
        next={page < pages ? page + 1 : null}
      />
      <p className="mt-1 text-xs text-ink-3">{text.columnPages}</p>
    </>
  );
}
