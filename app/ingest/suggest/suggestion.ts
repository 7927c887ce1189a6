import type { Question } from "./question";
import type { TotalPeriod } from "../mapping/total";
import type { FileKind, FieldType } from "~/domain/facts/fact-fields";
import type { Condition } from "../mapping/condition";
import type { CaseEvent } from "../mapping/case-events";
import type { DurationUnit } from "../mapping/field";
import type { WideForm } from "./wide/wide-form";

/**
 * What a column may feed: a field of the kind (`openedAt`), a measure in totals (`answered`, `wait<=20`), or one of
 * `externalId`, `vendor`, `eventOrder`, `firstResponseAt` and `answeredAt`.
 */
export type TargetKey = string;

export const PRESET_KEYS = [
  "template",
  "zendesk",
  "genesys",
  "five9",
  "amazon-connect",
  "nice",
  "salesforce",
  "servicenow",
] as const;
export type PresetKey = (typeof PRESET_KEYS)[number];

/** How the cells of a column are to be read. What is absent is as the mapping has it when nothing is stated. */
export type ColumnReading = {
  type: FieldType;
  format?: string[];
  /** Of a moment or a name written in two columns, which half this one holds. */
  part?: "date" | "time" | "given" | "family";
  /** What stands between the halves of a name, the family's first; without it a space, the given name's first. */
  join?: string;
  timeZone?: string;
  /** What letters for a zone behind the times mean where they may mean several things. */
  zones?: Record<string, string>;
  unit?: DurationUnit | "percent";
  decimal?: "." | ",";
  trueValues?: string[];
  falseValues?: string[];
  /** Any other whole number means yes: a column of counts read as a flag. */
  otherwise?: "true";
  /** Opening hours: what stands between opening and closing, and words for a day that never closes. */
  between?: string;
  allDay?: string[];
  /** Words that stand for numbers, such as a survey's good and bad. Rows with other words are rejected. */
  values?: { word: string; means: string }[];
  /** Scores given on another scale than the field's. */
  scale?: { from: [number, number]; to: [number, number] };
  /** Rows in which the column counts; in others it is taken as blank. */
  when?: { column: string; is: string[] } | { column: string; isNot: string[] };
  /** Totals: the column of the volume that an average or a share belongs to. */
  times?: string;
  /** Totals: the measure that the share is of both together. */
  restOf?: TargetKey;
};

export type ColumnSuggestion = {
  heading: string;
  /** Null: the column is left out. */
  target: TargetKey | null;
  /** 0–1; 1 is what the analyst chose. */
  confidence: number;
  reason: string;
  /** Other targets that would fit, likeliest first. */
  alternatives: TargetKey[];
  reading: ColumnReading;
  samples: string[];
};

/** A field worked out of other columns: the time between two of them, or what the roster says of the agent in one. */
export type DerivedSuggestion = { by: "span" | "roster"; target: TargetKey; from: string[]; reason: string };

/** What a file of the kind must have and this one does not seem to, with the columns that come nearest. */
export type MissingTarget = { target: TargetKey; label: string; found: string[] };

/** One row per event: the last event of each case counts, or a case gets columns from all of its events. */
export type CollapseSuggestion = {
  order: string[];
  reason: string;
  events?: CaseEvent[];

  orderReading?: ColumnReading;
};

/** The analyst's correction of one column; what is absent stays suggested. */
export type ColumnChoice = {
  heading: string;
  /** The kind of rows that it is about; any unless stated. */
  kind?: FileKind | undefined;
  target?: TargetKey | null | undefined;
  format?: string | string[] | undefined;
  unit?: DurationUnit | "percent" | undefined;
  decimal?: "." | "," | undefined;
  timeZone?: string | undefined;
  trueValues?: string[] | undefined;
  falseValues?: string[] | undefined;
  times?: string | undefined;
};

/** Everything the analyst has answered so far; plain JSON. */
export type SuggestionChoices = {
  kind?: FileKind | undefined;
  columns?: readonly ColumnChoice[] | undefined;
  answers?: readonly { id: string; value: string }[] | undefined;
  constants?: readonly { target: TargetKey; value: string }[] | undefined;
  /** Whether only the last row of each id counts. */
  collapse?: "last" | "none" | undefined;
  /** Whether a wide file's columns become rows. */
  wide?: "rows" | "none" | undefined;
  nulls?: readonly string[] | undefined;
};

export type SuggestionContext = {
  /** Of local times in the file, unless the analyst says another. */
  zone: string;
  preset?: PresetKey | undefined;
  choices?: SuggestionChoices | undefined;
  /** As the file is called: it may name the month that its totals are about. */
  fileName?: string | undefined;
  /** A roster of the partner is known: where the file does not say an agent's site or team, it does. */
  roster?: boolean | undefined;
  /** The currency of the partner's SOW, where there is one. */
  currency?: string | null | undefined;
};

/** How invoiced amounts become minor units of one currency; rows of another are rejected. */
export type InvoicedSuggestion = {
  factor: number;
  /** Its ISO 4217 code; null: not known. */
  code: string | null;
  currency: { column: string; is: string[] } | null;
};

export type MappingSuggestion = {
  kind: FileKind;
  kindReason: string;
  preset: PresetKey | null;
  /** In the order of the file. */
  columns: ColumnSuggestion[];
  derived: DerivedSuggestion[];
  constants: { target: TargetKey; value: string }[];
  /** The columns that name a row; none for totals that day and slice name. */
  idColumns: string[];
  collapse: CollapseSuggestion | null;
  /** How columns become rows; with `taken` false they could, and are read as they stand. */
  wide: (WideForm & { taken: boolean }) | null;
  /** Amounts that were invoiced; null: there are none. */
  invoiced: InvoicedSuggestion | null;
  /** Rows with the same id are rows of their own, such as two equal lines of an invoice. */
  numbered: boolean;
  /** Rows that are totals of others, as the analyst answered. */
  skipped: Condition[];
  /** The days that a row of totals is about, where they are not its own day alone. */
  period: TotalPeriod | null;
  /** The format of the month in the file's name that its totals are about; null: a column says it. */
  monthInName: string | null;
  questions: Question[];
  missing: MissingTarget[];
  /** Words found that mean "not stated". */
  nulls: string[];
  timeZone: string;
};
