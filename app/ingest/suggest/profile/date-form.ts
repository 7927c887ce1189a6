export type DateOrder = "ymd" | "dmy" | "mdy";

/** One way of writing moments that occurs in a column, with every order of day, month and year it may be read in. */
export type DateForm = {
  /** Separators and lengths of the date alone: the same order is meant wherever it occurs in a file. */
  family: string;
  parts: "date" | "time" | "both";
  /** Nothing but digits: a number unless something else says that it is a date. */
  bare: boolean;
  /** Letters for a zone behind the time; '' where it has none but an offset, null where it has neither. */
  zone: string | null;
  /** The name of the month is as long written out as cut short, so that others may be written either way. */
  eitherLength?: boolean;
  /** The time's hour has no am or pm beside it. */
  hours24: boolean;
  /** It is a whole month or week, and no day of it. */
  span?: "month" | "week";
  /** What the text leaves open: whether it is more than a number, whether two digits are a year, or how the weeks are numbered. */
  doubt?: "number" | "year" | "numbering";
  readings: { order: DateOrder; format: string }[];
};
