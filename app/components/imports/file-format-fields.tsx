import { CheckboxField } from "../ui/forms/checkbox-field";
import { ENCODINGS } from "~/wording/imports/imports";
import { SelectField } from "../ui/forms/select-field";
import { TextField } from "../ui/forms/text-field";
import { PREVIEW_STEP as TEXT } from "~/wording/imports/wizard";

type FoundProperty = { value: string; certainty: string; reason: string };

type ReadingFieldsProps = {
  reading: {
    file: { headerRow: number; headerRows?: number | undefined };
    found: {
      text: { encoding: FoundProperty; delimiter: FoundProperty; quote: FoundProperty } | null;
      sheets: readonly { name: string; rows: number; hidden: boolean }[];
      sheet: FoundProperty | null;
      tables: readonly { title: string; rows: number }[];
      headings: { reason: string };
      skipped: { conditions: number; reason: string };
    };
    /** Null: it is still to be chosen. */
    zone: string | null;
  } | null;
  /** What was stated in place of what was found. */
  requested: {
    sheet?: string | undefined;
    table?: number | undefined;
    encoding?: string | undefined;
    delimiter?: string | undefined;
    quote?: string | undefined;
    skipFound?: boolean | undefined;
  };
  zones: readonly string[];
};

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));
const DELIMITERS = optionsOf(TEXT.delimiters);
const QUOTES = optionsOf(TEXT.quotes);

type Options = readonly { value: string; label: string }[];

function asFound(options: Options, found: FoundProperty | undefined): Options {
  if (found === undefined) return [{ value: "", label: TEXT.detected }, ...options];
  const label = options.find(({ value }) => value === found.value)?.label ?? found.value;
  return [{ value: "", label: TEXT.detectedAs(label) }, ...options.filter(({ value }) => value !== found.value)];
}

/** How bytes become rows and cells: as it was found and why, and what to say where that is wrong. */
export function ReadingFields({ reading, requested, zones }: ReadingFieldsProps) {
  const file = reading?.file;
  const found = reading?.found;
  const text = found?.text;
  return (
    <>
      {found && found.sheets.length > 1 && (
        <SelectField
          label={TEXT.sheet}
          name="sheet"
          defaultValue={requested.sheet ?? ""}
          options={asFound(
            found.sheets.map(({ name, rows }) => ({
              value: name,
              label: TEXT.sheetRows(name, rows),
            })),
            found.sheet ?? undefined,
          )}
          hint={found.sheet?.reason}
        />
      )}
      {found && found.tables.length > 1 && (
        <SelectField
          label={TEXT.table}
          name="table"
          defaultValue={String(requested.table ?? "")}
          options={[
            { value: "", label: TEXT.askTable },
            ...found.tables.map(({ title, rows }, index) => ({
              value: String(index + 1),
              label: TEXT.tableRows(index + 1, title, rows),
            })),
          ]}
          hint={TEXT.tableHint}
        />
      )}
      {text !== null && (
        <>
          <SelectField
            label={TEXT.encoding}
            name="encoding"
            defaultValue={requested.encoding ?? ""}
            options={asFound(ENCODINGS, text?.encoding)}
            hint={text?.encoding.reason}
          />
          <SelectField
            label={TEXT.delimiter}
            name="delimiter"
            defaultValue={requested.delimiter ?? ""}
            options={asFound(DELIMITERS, text?.delimiter)}
            hint={text?.delimiter.reason}
          />
          <SelectField
            label={TEXT.quote}
            name="quote"
            defaultValue={requested.quote ?? ""}
            options={asFound(QUOTES, text?.quote)}
            hint={text?.quote.reason}
          />
        </>
      )}
      <TextField
        label={TEXT.headingLine}
        name="headerRow"
        type="number"
        min={0}
        max={100}
        defaultValue={file?.headerRow ?? 1}
        hint={found?.headings.reason}
      />
      <input type="hidden" name="was-headerRow" value={file?.headerRow ?? 1} />
      <SelectField
        label={TEXT.headingLines}
        name="headerRows"
        defaultValue={String(file?.headerRows ?? 1)}
        options={[
          { value: "1", label: TEXT.oneLine },
          { value: "2", label: TEXT.twoLines },
        ]}
      />
      <input type="hidden" name="was-headerRows" value={file?.headerRows ?? 1} />
      {found && found.skipped.conditions > 0 && (
        <>
          <input type="hidden" name="skipOffered" value="yes" />
          <CheckboxField
            label={TEXT.skipTotals}
            name="skipFound"
            defaultChecked={requested.skipFound !== false}
            hint={found.skipped.reason}
          />
        </>
      )}
      <SelectField
        label={TEXT.zone}
        name="zone"
        defaultValue={reading === null ? "UTC" : (reading.zone ?? "")}
        required
        options={[
          ...(reading?.zone === null ? [{ value: "", label: TEXT.chooseZone }] : []),
          ...zones.map((zone) => ({ value: zone, label: zone })),
        ]}
      />
    </>
  );
}
