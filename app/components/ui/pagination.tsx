import { Button } from "./button";
import { ButtonLink } from "./button-link";
import { CONTROLS, pageRange, pagesLabel } from "~/wording/shared/controls";

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

/** Steps through a long list. */
export function Pagination({ of, first, last, total, ...steps }: PaginationProps) {
  if (total === 0) return null;
  return (
    <nav aria-label={pagesLabel(of)} className="mt-3 flex items-center gap-2 text-xs text-ink-3">
      <span className="figures">{pageRange({ first, last, total, of })}</span>
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
          {CONTROLS.previous}
        </Button>
      )}
      {next !== null && (
        <Button size="small" name={field} value={next}>
          {CONTROLS.next}
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
          {CONTROLS.previous}
        </ButtonLink>
      )}
      {nextHref && (
        <ButtonLink to={nextHref} size="small" rel="next" preventScrollReset={false}>
          {CONTROLS.next}
        </ButtonLink>
      )}
    </>
  );
}
