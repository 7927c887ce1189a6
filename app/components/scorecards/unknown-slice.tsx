import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { UNKNOWN_SLICE_TEXT } from "~/wording/scorecards/filters";

type UnknownSliceProps = {
  /** What no row names: `program “Refunds”`. */
  unknown: string;
  /** Whose rows, and of which days: `Lumina in October 2026`. */
  rowsOf: string;
  /** The same page without the filter; null where nothing leads elsewhere. */
  wholeHref: string | null;
};

/** What a page shows that is narrowed to a slice of which nothing is known. */
export function UnknownSlice({ unknown, rowsOf, wholeHref }: UnknownSliceProps) {
  return (
    <EmptyState
      title={UNKNOWN_SLICE_TEXT.noDataFor(unknown)}
      action={wholeHref !== null && <ButtonLink to={wholeHref}>{UNKNOWN_SLICE_TEXT.clearFilter}</ButtonLink>}
    >
      {UNKNOWN_SLICE_TEXT.noRowsMatchThis(rowsOf)}
    </EmptyState>
  );
}
