import { EXCLUSION_FORM as text } from "~/wording/contracts/exclusions";
import { entered, type FormAnswer } from "../ui/forms/entered";
import { TextField } from "../ui/forms/text-field";
import { TextareaField } from "../ui/forms/textarea-field";

type Names = {
  readonly sites: readonly string[];
  readonly programs: readonly string[];
  readonly channels: readonly string[];
};

type ExclusionFieldsProps = {
  answer: FormAnswer | undefined | null;
  names: Names;
  timeZone: string;
  /** What the fields hold before anything is entered, by name. */
  values?: Readonly<Record<string, string>> | undefined;
  /** Whether days must be entered. */
  required?: boolean | undefined;
};

/** What is left out: scope, days, hours or single contacts. */
export function ExclusionFields({ answer, names, timeZone, values = {}, required = true }: ExclusionFieldsProps) {
  const field = (name: string) => {
    const { defaultValue, errors } = entered(answer, name);
    return { name, errors, defaultValue: answer ? defaultValue : values[name] };
  };
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <TextField label={text.program} hint={text.blank} suggestions={names.programs} {...field("program")} />
        <TextField label={text.site} hint={text.blank} suggestions={names.sites} {...field("site")} />
        <TextField label={text.channel} hint={text.blank} suggestions={names.channels} {...field("channel")} />
      </div>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField label={text.from} type="date" required={required} {...field("from")} />
        <TextField label={text.to} type="date" required={required} {...field("to")} />
        <TextField label={text.fromTime} placeholder="08:00" hint={text.timeHint(timeZone)} {...field("fromTime")} />
        <TextField label={text.toTime} placeholder="24:00" {...field("toTime")} />
      </div>
      <TextareaField label={text.contacts} hint={text.contactsHint} rows={2} {...field("contacts")} />
    </>
  );
}
