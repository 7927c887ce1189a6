import { Card } from "../ui/card";
import { SelectField } from "../ui/forms/select-field";
import { TextField } from "../ui/forms/text-field";
import { MAPPING_STEP as text } from "~/wording/imports/mapping-step";

export type MappingFactsProps = {
  suggestion: {
    kind: string;
    kindReason: string;
    kinds: readonly string[];
    preset: string | null;
    /** Parts of the slice that no column says, and what is stated of all rows. */
    constants: readonly { target: string; label: string; value: string }[];
    /** What is worked out of other columns or rows, in sentences. */
    derived: readonly string[];
  };
  about: { name: string; source: string };
};

/** What is stated of the file as a whole: the kind of its rows, what all of them have in common, and what the mapping is called. */
export function MappingFacts({ suggestion, about }: MappingFactsProps) {
  return (
    <Card className="mb-4">
      <input type="hidden" name="was-kind" value={suggestion.kind} />
      <input type="hidden" name="was-name" value={about.name} />
      <input type="hidden" name="was-source" value={about.source} />
      <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <SelectField
          label={text.kind}
          name="kind"
          defaultValue={suggestion.kind}
          options={suggestion.kinds.map((kind) => ({ value: kind, label: kind }))}
          hint={
            suggestion.preset === null
              ? suggestion.kindReason
              : text.kindReason(suggestion.kindReason, suggestion.preset)
          }
        />
        <TextField label={text.name} name="name" defaultValue={about.name} maxLength={120} />
        <TextField
          label={text.source}
          name="source"
          defaultValue={about.source}
          maxLength={63}
          hint={suggestion.kind === "totals" ? text.sourceHintTotals : text.sourceHintRows}
        />
        {suggestion.constants.map(({ target, label, value }) => (
          <div key={target}>
            <input type="hidden" name={`was-constant:${target}`} value={value} />
            <TextField
              label={text.constant(label)}
              name={`constant:${target}`}
              defaultValue={value}
              hint={text.constantHint}
            />
          </div>
        ))}
      </div>
      {suggestion.derived.length > 0 && (
        <ul className="mt-4 list-disc ps-4 text-xs text-ink-2">
          {suggestion.derived.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
