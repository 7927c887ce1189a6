import { HelpCircle } from "lucide-react";

export type MappingQuestion = {
  id: string;
  columns: readonly string[];
  text: string;
  options: readonly { value: string; label: string; example: string }[];
};

/** What the file does not tell, asked before anything else. Its fields belong to the form around it. */
export function MappingQuestions({ questions }: { questions: readonly MappingQuestion[] }) {
  return (
    <div className="mb-4 grid gap-3">
      {questions.map((question) => (
        <fieldset key={question.id} className="rounded-lg border border-below/40 bg-below-tint px-4 py-3 text-sm">
          <legend className="sr-only">{question.text}</legend>
          <p aria-hidden="true" className="flex items-start gap-2 font-semibold text-below">
            <HelpCircle size={16} strokeWidth={1.75} className="mt-0.5 shrink-0" />
            <span>{question.text}</span>
          </p>
          <p className="mt-0.5 ps-6 text-xs text-ink-2">In {question.columns.join(", ")}</p>
          <div className="mt-2 flex flex-wrap gap-x-6 gap-y-2 ps-6">
            {question.options.map((option) => (
              <label key={option.value} className="flex min-h-6 items-start gap-2">
                <input type="radio" name={`answer:${question.id}`} value={option.value} className="mt-1 accent-brand" />
                <span>
                  {option.label}
                  {option.example && <span className="block text-xs text-ink-2">{option.example}</span>}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
