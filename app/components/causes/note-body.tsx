import type { ReactNode } from "react";
import type { NoteContent } from "~/domain/causes/root-cause-note";
import { dayLabel } from "~/domain/calendar/labels";
import { Card } from "../ui/card";
import { DefinitionList } from "../ui/definition-list";
import { NOTE_FIELD_LABELS as WORDS } from "~/wording/causes/notes";
import { SectionHeading } from "../ui/section-heading";
import { NOTE_TEXT } from "~/wording/causes/note-page";

const NOT_YET = <span className="text-ink-3">{NOTE_TEXT.empty}</span>;

/** What a note says, in the order in which a cause is found: seen, why, what is done, what will prove it. */
export function NoteBody({ content, proofMetricName }: { content: NoteContent; proofMetricName: string }) {
  return (
    <>
      <SectionHeading title={NOTE_TEXT.whatHappened} />
      <Card padding="none">
        <DefinitionList
          items={[
            { term: WORDS.symptom, value: prose(content.symptom) },
            { term: WORDS.segment, value: prose(content.segment) },
          ]}
        />
      </Card>
      <SectionHeading title={NOTE_TEXT.why} />
      <Card padding="none">
        <DefinitionList
          items={[
            { term: WORDS.whys, value: content.whys.length === 0 ? NOT_YET : <Whys whys={content.whys} /> },
            { term: WORDS.evidence, value: prose(content.evidence) },
          ]}
        />
      </Card>
      <SectionHeading title={NOTE_TEXT.actions} />
      <Card padding="none">
        <DefinitionList
          items={[
            { term: WORDS.containment, value: prose(content.containment) },
            { term: WORDS.correction, value: prose(content.correction) },
            { term: WORDS.prevention, value: prose(content.prevention) },
            { term: WORDS.owner, value: prose(content.owner) },
            { term: WORDS.due, value: content.due === null ? NOT_YET : dayLabel(content.due).label },
          ]}
        />
      </Card>
      <SectionHeading title={NOTE_TEXT.proofFix} />
      <Card padding="none">
        <DefinitionList
          items={[
            { term: NOTE_TEXT.metric, value: prose(proofMetricName) },
            { term: WORDS.proofBaseline, value: prose(content.proofBaseline) },
            { term: WORDS.proofCriterion, value: prose(content.proofCriterion) },
          ]}
        />
      </Card>
    </>
  );
}

function Whys({ whys }: { whys: readonly string[] }) {
  return (
    <ol className="list-decimal ps-4">
      {whys.map((why) => (
        <li key={why}>{why}</li>
      ))}
    </ol>
  );
}

function prose(text: string): ReactNode {
  return text === "" ? NOT_YET : <p className="max-w-[48rem] whitespace-pre-line text-pretty">{text}</p>;
}
