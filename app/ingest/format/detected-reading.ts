import type { Finding, HeadingPosition } from "./finding";
import type { Encoding } from "./encodings";
import type { Quote } from "./delimited";
import type { Condition } from "../mapping/condition";
import type { TableRegion } from "./find-tables";
import type { FileFormat } from "../mapping/file-format";

export type DetectedSheet = {
  name: string;
  hidden: boolean;
  /** Rows that hold anything, headings among them. */
  rows: number;
  /** False where there are more rows than were counted. */
  counted: boolean;
};

/** How a file is to be read, found by its content. */
export type DetectedReading = {
  format: Finding<FileFormat["format"]>;
  /** Of a workbook; none otherwise. */
  sheets: DetectedSheet[];
  sheet: Finding<string> | null;
  /** Of text; null for a workbook. */
  text: {
    encoding: Finding<Encoding>;
    delimiter: Finding<Exclude<FileFormat["delimiter"], "auto">>;
    quote: Finding<Quote>;
    lineEnds: Finding<"CRLF" | "LF" | "CR">;
  } | null;
  /** Where a sheet or text holds several; none where it is one table. */
  tables: TableRegion[];
  headings: Finding<HeadingPosition>;
  /** Footer and totals rows, as the conditions that pass them over. */
  skipRowsWhen: Finding<Condition[]>;
  /** All of it as a mapping holds it. */
  file: FileFormat;
};
