import { Button } from "./button";
import { ButtonLink } from "./button-link";

type PaginationProps = {
  /** What is listed, in the plural: "rows", "imports". */
  of: string;
  /** 1-based, counting within the whole. */
  first: number;
  last: number;
  /** Null where it is not counted. */
  total: number | null;
} & (Links | Buttons);

type Links = { previousHref: string | null; nextHref: string | null };

/** Buttons send the form around them, so that nothing typed in it is lost: the page's number goes in this field. */
type Buttons = { field: string; previous: number | null; next: number | null };

const COUNT = new Intl.NumberFormat("en-GB");

/** Steps through a long list. */
export function Pagination({ of, first, last, total, ...steps }: PaginationProps) {
  if (total === 0) return null;
  return (
    <nav aria-label={`Pages of ${of}`} className="mt-3 flex items-center gap-2 text-xs text-ink-3">
      <span className="figures">
        {COUNT.format(first)}–{COUNT.format(last)}
        {total !== null && ` of ${COUNT.format(total)}`} {of}
      </span>
      <span className="no-print ms-auto flex gap-2">
        {"field" in steps ? <StepButtons {...steps} /> : <StepLinks {...steps} />}
      </span>
    </nav>
  );
}

function StepButtons({ field, previous, next }: Buttons) {
  return (
    <>
      {previous !== null && (
        <Button size="small" name={field} value={previous}>
          Previous
        </Button>
      )}
      {next !== null && (
        <Button size="small" name={field} value={next}>
          Next
        </Button>
      )}
    </>
  );
}

function StepLinks({ previousHref, nextHref }: Links) {
  return (
    <>
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
    </>
  );
}
