import {
  CADENCES,
  EVERY_WEEKDAY,
  clockText,
  weekdayName,
  type Cadence,
  type Delivery,
} from "~/domain/contracts/delivery-schedule";
import { FACT_KINDS } from "~/domain/facts/fact-fields";
import { CheckboxField } from "../ui/forms/checkbox-field";
import { entered, type FormAnswer } from "../ui/forms/entered";
import { FieldGroup } from "../ui/forms/field-group";
import { FormErrors } from "../ui/forms/form-errors";
import { SelectField } from "../ui/forms/select-field";
import { TextField } from "../ui/forms/text-field";
import { SCHEDULE_FORM as text } from "~/wording/deliveries/expected-file-pages";
import { capitalized } from "~/wording/shared/text";

type ExpectedFileFieldsProps = {
  answer?: FormAnswer | undefined;
  delivery: Delivery;
  startsOn: string;
  /** Those known so far. */
  sources: readonly string[];
};

const KINDS = FACT_KINDS.map((value) => ({ value, label: capitalized(value) }));
const EVERY = CADENCES.map((value) => ({ value, label: text.frequencies[value] }));
const WEEKDAYS = EVERY_WEEKDAY.map((day) => ({ value: String(day), label: weekdayName(day) }));

/** What is expected, how often, and by when. Only the questions of the chosen interval are shown. */
export function ExpectedFileFields({ answer, delivery, startsOn, sources }: ExpectedFileFieldsProps) {
  const { cadence } = delivery;
  const field = (name: string, before: string) => {
    const { defaultValue = before, errors } = entered(answer, name);
    return { name, defaultValue, errors };
  };
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField label={text.content} options={KINDS} {...field("kind", delivery.kind)} />
        <TextField {...text.source} suggestions={sources} {...field("source", delivery.source ?? "")} />
      </div>
      <TextField {...text.name} {...field("name", delivery.name)} />
      <div className="group/every grid gap-4">
        <SelectField label={text.frequency} options={EVERY} {...field("every", cadence.every)} />
        <div className="hidden group-has-[option[value=day]:checked]/every:block">
          <FieldGroup legend={text.weekdays.label} hint={text.weekdays.hint} columns={3}>
            {WEEKDAYS.map(({ value, label }) => (
              <CheckboxField
                key={value}
                label={label}
                name="weekdays"
                value={value}
                defaultChecked={chosenWeekdays(answer, cadence).includes(value)}
              />
            ))}
          </FieldGroup>
          <FormErrors errors={answer?.error?.["weekdays"] ?? undefined} />
        </div>
        <div className="hidden group-has-[option[value=week]:checked]/every:block">
          <SelectField
            {...text.dueWeekday}
            options={WEEKDAYS}
            {...field("weekday", cadence.every === "week" ? String(cadence.weekday) : "1")}
          />
        </div>
        <div className="hidden group-has-[option[value=month]:checked]/every:block">
          <TextField
            {...text.dueMonthDay}
            type="number"
            min={1}
            max={28}
            {...field("monthDay", cadence.every === "month" ? String(cadence.monthDay) : "3")}
          />
        </div>
      </div>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField label={text.dueTime} type="time" required {...field("dueTime", clockText(delivery.dueMinutes))} />
        <TextField
          {...text.graceDays}
          type="number"
          min={0}
          max={31}
          {...field("graceDays", String(delivery.graceDays))}
        />
        <TextField
          {...text.incomplete}
          type="number"
          min={0}
          max={100}
          {...field("incompletePercent", String(delivery.incompletePercent))}
        />
        <TextField label={text.startsOn} type="date" required {...field("startsOn", startsOn)} />
      </div>
    </>
  );
}

function chosenWeekdays(answer: FormAnswer | undefined, cadence: Cadence): readonly string[] {
  const typed = answer?.initialValue?.["weekdays"];
  if (Array.isArray(typed)) return typed.map(String);
  if (typeof typed === "string") return [typed];
  return (cadence.every === "day" ? cadence.weekdays : EVERY_WEEKDAY).map(String);
}
