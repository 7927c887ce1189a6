import { z } from "zod";
import { dateFormat, heading } from "./plain-values";

/**
 * For wide files: a row is read once for each of the columns, with the column's heading and its cell as two columns more, which
 * fields, tallies and conditions name like any other. Blank cells are passed over.
 */
export const unpivotSchema = z
  .strictObject({
    columns: z.union([
      z.array(heading).min(1).max(400),
      /** Every column whose heading is a date written so, such as "MMM yyyy". */
      z.strictObject({ dateFormat }),
      z.strictObject({ startsWith: heading }),
    ]),
    headingAs: heading.default("Heading"),
    valueAs: heading.default("Value"),
  })
  .refine(({ headingAs, valueAs }) => headingAs !== valueAs, "headingAs and valueAs need names of their own");
export type Unpivot = z.infer<typeof unpivotSchema>;
