import { LEADS_TO_CALCULATION, LEADS_TO_ROWS } from "~/wording/scorecards/figure-links";
import { explainAddress, rowsAddress, type FigureParts } from "../layout/addresses";

/** Where a figure leads: to its rows, or to how it is calculated where the viewer reads no single rows. */
export function figureLink(parts: FigureParts, rowsReadable: boolean): { href: string; hrefTitle: string } {
  return rowsReadable
    ? { href: rowsAddress(parts), hrefTitle: LEADS_TO_ROWS }
    : { href: explainAddress(parts), hrefTitle: LEADS_TO_CALCULATION };
}
