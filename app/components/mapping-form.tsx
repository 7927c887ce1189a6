import { Button } from "./button";
import { Card } from "./card";
import { FormErrors } from "./form-errors";
import { MappingBlanks } from "./mapping-blanks";
import { MappingColumns, type MappedColumn } from "./mapping-columns";
import { MappingFacts, type MappingFactsProps } from "./mapping-facts";
import { MappingQuestions, type MappingQuestion } from "./mapping-questions";
import { MappingStanding, type ShownStanding } from "./mapping-standing";
import { MappingWide } from "./mapping-wide";
import { SectionHeading } from "./section-heading";

export type ShownMapping = {
  open: readonly string[];
  about: { name: string; source: string };
  blanks: "keep" | "erase";
  standing: ShownStanding | null;
  guess:
    | (MappingFactsProps["guess"] & {
        questions: readonly MappingQuestion[];
        answered: readonly MappingQuestion[];
        columns: readonly MappedColumn[];
        targets: readonly { key: string; label: string; required: boolean }[];
        wide: { reason: string; taken: boolean } | null;
      })
    | null;
  document: { name: string; kind: string; source: string; text: string } | null;
};

/**
 * The fields of a mapping, each with what it shows beside it: what is unchanged is no answer. Whenever another
 * mapping is shown, all of them are rebuilt, because browsers keep the text of a field.
 */
export function MappingForm({ made, busy }: { made: ShownMapping; busy: boolean }) {
  const { guess, open, about, blanks, standing, document } = made;
  const questions = guess === null ? [] : [...guess.questions, ...guess.answered];
  return (
    <>
      {questions.length > 0 && <MappingQuestions questions={questions} />}
      <FormErrors title="Before it can be applied" errors={open.length > 0 ? [...open] : undefined} />
      {guess && (
        <>
          {guess.wide !== null && <MappingWide wide={guess.wide} />}
          <MappingFacts guess={guess} about={about} />
          <MappingColumns columns={guess.columns} targets={guess.targets} />
        </>
      )}
      {standing !== null && <MappingStanding standing={standing} guessed={guess !== null} />}
      <MappingBlanks blanks={blanks} />
      {document !== null && (
        <Card>
          <SectionHeading title={document.name} detail={`${document.kind}, source ${document.source}`} />
          <pre className="max-h-96 overflow-auto font-mono text-xs" tabIndex={0}>
            {document.text}
          </pre>
        </Card>
      )}
      <div className="mt-4 flex flex-wrap gap-2">
        <Button kind="primary" name="intent" value="next" busy={busy}>
          Continue
        </Button>
        {guess && (
          <Button name="intent" value="save">
            Detect again
          </Button>
        )}
      </div>
    </>
  );
}
