import { HelpCircle } from "lucide-react";
import { useEffect, useRef } from "react";
import { classNames } from "../ui/class-names";
import { FormErrors } from "../ui/forms/form-errors";
import { QUESTIONS } from "~/wording/imports/mapping-step";
import { OPEN_QUESTION_TEXT } from "~/wording/imports/imports";

export type MappingQuestion = {
  id: string;
  columns: readonly string[];
  /** Columns that it is about beyond those named. */
  moreColumns: number;
  text: string;
  options: readonly { value: string; label: string; example: string }[];
  /** What was answered. */
  answer?: string | undefined;
};

type MappingQuestionsProps = {
  questions: readonly MappingQuestion[];
  more: number;
  /** Continue was pressed: an open question is pointed out and takes the focus. */
  isSubmitted: boolean;
};

/**
 * What the file does not tell, asked before anything else, and below it what was answered, which can be answered otherwise. The fields
 * belong to the form around them.
 */
export function MappingQuestions({ questions, more, isSubmitted }: MappingQuestionsProps) {
  const fields = useRef<HTMLDivElement>(null);
  const isLeft = isSubmitted && questions.some(({ answer }) => answer === undefined);
  useEffect(() => {
    if (isLeft) fields.current?.querySelector<HTMLElement>("[data-open] input[type=radio]")?.focus();
  }, [isLeft]);
  return (
    <div className="mb-4 grid gap-3" ref={fields}>
      <FormErrors errors={isLeft ? [OPEN_QUESTION_TEXT] : undefined} />
      {questions.map((question, index) => (
        <QuestionFields key={question.id} question={question} index={index} />
      ))}
      {more > 0 && <p className="text-xs text-ink-2">{QUESTIONS.moreLater(more)}</p>}
    </div>
  );
}

function QuestionFields({ question, index }: { question: MappingQuestion; index: number }) {
  const { id, columns, moreColumns, text, options, answer } = question;
  const isOpen = answer === undefined;
  return (
    <fieldset
      data-open={isOpen || undefined}
      className={classNames(
        "rounded-lg border px-4 py-3 text-sm",
        isOpen ? "border-below/40 bg-below-tint" : "border-line bg-surface",
      )}
    >
      <legend className="sr-only">{text}</legend>
      <input type="hidden" name={`question:${index}`} value={id} />
      {!isOpen && <input type="hidden" name={`was-answer:${index}`} value={answer} />}
      <p
        aria-hidden="true"
        className={classNames("flex items-start gap-2 font-semibold", isOpen ? "text-below" : "text-ink")}
      >
        <HelpCircle size={16} strokeWidth={1.75} className="mt-0.5 shrink-0" />
        <span>{text}</span>
      </p>
      <p className="mt-0.5 ps-6 text-xs text-ink-2">
        {isOpen ? "" : `${QUESTIONS.answered} · `}
        {QUESTIONS.columns(columns, moreColumns)}
      </p>
      <div className="mt-2 flex flex-wrap gap-x-6 gap-y-2 ps-6">
        {options.map((option) => (
          <label key={option.value} className="flex min-h-6 items-start gap-2">
            <input
              type="radio"
              name={`answer:${index}`}
              value={option.value}
              defaultChecked={option.value === answer}
              className="mt-1 accent-brand"
            />
            <span>
              {option.label}
              {option.example && <span className="block text-xs text-ink-2">{option.example}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
