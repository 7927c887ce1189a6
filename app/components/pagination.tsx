import { ButtonLink } from "./button-link";

type PaginationProps = {
  /** What is listed, in the plural: "rows", "imports". */
  of: string;
  /** 1-based, counting within the whole. */
  first: number;
  last: number;
  /** Null where it is not counted. */
  total: number | null;
  previousHref: string | null;
  nextHref: string | null;
};

const COUNT = new Intl.NumberFormat("en-GB");

/** Steps through a long list. */
export function Pagination({ of, first, last, total, previousHref, nextHref }: PaginationProps) {
  if (total === 0) return null;
  return (
    <nav aria-label={`Pages of ${of}`} className="mt-3 flex items-center gap-2 text-xs text-ink-3">
      <span className="figures">
        {COUNT.format(first)}–{COUNT.format(last)}
        {total !== null && ` of ${COUNT.format(total)}`} {of}
      </span>
      <span className="no-print ms-auto flex gap-2">
        {previousHref && (
          <ButtonLink to={previousHref} size="small" rel="prev" preventScrollReset={false}>
            Previous
          </ButtonLink>
        )}
        {nextHref && (
          <ButtonLink to={nextHref} size="small" rel="next" preventScrollReset={false}>
            Next
          </ButtonLink>
        )}
      </span>
    </nav>
  );
}
