import { Form, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { NoteFormValues } from "~/domain/causes/root-cause-note";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Card } from "../ui/card";
import { type FormAnswer, formProblems } from "../ui/forms/entered";
import { FieldGroup } from "../ui/forms/field-group";
import { FormErrors } from "../ui/forms/form-errors";
import { FormIdField } from "../ui/forms/form-id-field";
import {
  CATEGORY_LABELS,
  choicesOf,
  FAULT_LABELS,
  NOTE_FIELD_LABELS as WORDS,
  VISIBILITY_LABELS,
} from "~/wording/causes/notes";
import { SelectField } from "../ui/forms/select-field";
import { TextareaField } from "../ui/forms/textarea-field";
import { TextField } from "../ui/forms/text-field";
import { NOTE_FORM_TEXT, NOTE_TEXT } from "~/wording/causes/note-page";

type Choice = { value: string; label: string };

type KnownSlices = { sites: readonly string[]; programs: readonly string[]; channels: readonly string[] };

const NOTHING_KNOWN: KnownSlices = { sites: [], programs: [], channels: [] };

type NoteFormProps = {
  values: Partial<NoteFormValues>;
  /** What the server returned for the last attempt; the form shows it and keeps what was typed. */
  answer: FormAnswer | undefined;
  vendors: readonly Choice[];
  metrics: readonly Choice[];
  /** The names that each partner's data and SOW have, by the partner's key. */
  known: Readonly<Record<string, KnownSlices>>;
  /** The revision that the writer started from, sent along so that a second editor is noticed. */
  revision: number | null;
  /** Of a new note: the one-time id under which it is created once. */
  formId?: string;
  saveLabel: string;
  cancelHref: string;
  /** Shown above the fields, such as that another person's edit came first. */
  notice?: ReactNode;
};

const WHY_LABELS = [
  NOTE_FORM_TEXT.why,
  NOTE_FORM_TEXT.why,
  NOTE_FORM_TEXT.why,
  NOTE_FORM_TEXT.why,
  NOTE_FORM_TEXT.why,
] as const;

/** The form for a root-cause note. Needs no script; what is wrong is shown beside its field. */
export function NoteForm(props: NoteFormProps) {
  const { values, answer, vendors, metrics, known, revision, formId, saveLabel, cancelHref, notice } = props;
  const navigation = useNavigation();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (answer !== undefined) form.current?.querySelector<HTMLElement>("[data-notice], [aria-invalid]")?.focus();
  }, [answer]);
  const shown: Readonly<Record<string, unknown>> = answer?.initialValue ?? values;
  const field = (name: keyof NoteFormValues) => {
    const value = shown[name];
    return {
      name,
      label: WORDS[name],
      errors: answer?.error?.[name] ?? undefined,
      defaultValue: typeof value === "string" ? value : "",
    };
  };
  const [vendor, setVendor] = useState(field("vendor").defaultValue);
  const { sites, programs, channels } = known[vendor] ?? NOTHING_KNOWN;
  const whys: readonly unknown[] = Array.isArray(shown.whys) ? shown.whys : [];

  return (
    <Form ref={form} method="post" noValidate className="max-w-[54rem]">
      {(notice || formProblems(answer)) && (
        <div data-notice tabIndex={-1} className="scroll-mt-4">
          {notice}
          <FormErrors errors={formProblems(answer)} />
        </div>
      )}
      {revision !== null && <input type="hidden" name="revision" value={revision} />}
      {formId !== undefined && <FormIdField id={formId} />}
      <input type="hidden" name="intent" value="save" />
      <Card className="grid gap-6">
        <FieldGroup legend={NOTE_FORM_TEXT.scope}>
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <SelectField
              {...field("vendor")}
              options={withBlank(vendors, NOTE_FORM_TEXT.choosePartner)}
              onChange={(event) => setVendor(event.target.value)}
              required
            />
            <SelectField {...field("metric")} options={withBlank(metrics, NOTE_FORM_TEXT.chooseMetric)} required />
            <TextField {...field("from")} type="date" required />
            <TextField {...field("to")} type="date" required />
          </div>
          <div className="grid items-start gap-4 sm:grid-cols-3">
            <TextField {...field("site")} suggestions={sites} hint={NOTE_FORM_TEXT.blankAllSites} />
            <TextField {...field("program")} suggestions={programs} hint={NOTE_FORM_TEXT.blankAllPrograms} />
            <TextField {...field("channel")} suggestions={channels} hint={NOTE_FORM_TEXT.blankAllChannels} />
          </div>
        </FieldGroup>
        <FieldGroup legend={NOTE_TEXT.whatHappened}>
          <div className="grid gap-4">
            <TextField {...field("title")} hint={NOTE_FORM_TEXT.shownOnScorecardExample} required />
            <TextareaField {...field("symptom")} hint={NOTE_FORM_TEXT.whatChangedSinceWhen} rows={3} required />
            <TextField {...field("segment")} hint={NOTE_FORM_TEXT.affectedReasonQueueOr} />
          </div>
        </FieldGroup>
        <FieldGroup legend={NOTE_TEXT.why}>
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <SelectField
              {...field("category")}
              options={withBlank(choicesOf(CATEGORY_LABELS), NOTE_FORM_TEXT.chooseCategory)}
              required
            />
            <SelectField
              {...field("fault")}
              options={withBlank(choicesOf(FAULT_LABELS), NOTE_FORM_TEXT.chooseWhoIsResponsible)}
              required
            />
          </div>
          <div className="grid gap-3">
            {WHY_LABELS.map((label, index) => (
              <TextField
                key={index}
                name="whys"
                label={`${index + 1}. ${label}`}
                defaultValue={typeof whys[index] === "string" ? whys[index] : ""}
                errors={answer?.error?.[`whys[${index}]`] ?? undefined}
              />
            ))}
            <TextareaField {...field("evidence")} hint={NOTE_FORM_TEXT.contactsReviewedReportsMessages} rows={3} />
          </div>
        </FieldGroup>
        <FieldGroup legend={NOTE_TEXT.actions}>
          <div className="grid gap-4">
            <TextareaField {...field("containment")} hint={NOTE_FORM_TEXT.limitsImpactNow} rows={2} />
            <TextareaField {...field("correction")} hint={NOTE_FORM_TEXT.removesCause} rows={2} />
            <TextareaField {...field("prevention")} hint={NOTE_FORM_TEXT.preventsRecurrence} rows={2} />
            <div className="grid items-start gap-4 sm:grid-cols-2">
              <TextField {...field("owner")} hint={NOTE_FORM_TEXT.personOrTeam} />
              <TextField {...field("due")} type="date" />
            </div>
          </div>
        </FieldGroup>
        <FieldGroup legend={NOTE_TEXT.proofFix}>
          <div className="grid items-start gap-4 sm:grid-cols-3">
            <SelectField {...field("proofMetric")} options={withBlank(metrics, NOTE_FORM_TEXT.metricThatShowsFix)} />
            <TextField {...field("proofBaseline")} hint={NOTE_FORM_TEXT.valueBeforeFixExample} />
            <TextField {...field("proofCriterion")} hint={NOTE_FORM_TEXT.example80ForFour} />
          </div>
        </FieldGroup>
        <SelectField {...field("visibility")} options={choicesOf(VISIBILITY_LABELS)} />
      </Card>
      <div className="no-print mt-4 flex gap-2">
        <Button kind="primary" busy={navigation.state === "submitting"}>
          {saveLabel}
        </Button>
        <ButtonLink to={cancelHref}>{NOTE_FORM_TEXT.cancel}</ButtonLink>
      </div>
    </Form>
  );
}

function withBlank(choices: readonly Choice[], blank: string): Choice[] {
  return [{ value: "", label: blank }, ...choices];
}
