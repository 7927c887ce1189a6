import { Link } from "@remix-run/react";
import type { PeriodKind } from "~/domain/calendar/period";
import { PERIOD_STEPPER_TEXT } from "~/wording/scorecards/filters";
import { capitalized, PERIOD_NOUNS } from "~/wording/shared/text";
import { classNames } from "../ui/class-names";

type PeriodSwitchProps = {
  kinds: readonly { readonly kind: PeriodKind; readonly key: string }[];
  current: PeriodKind;
  hrefOf: (period: string) => string;
};

/** The same page over a week, month, quarter or year: each is an address. */
export function PeriodSwitch({ kinds, current, hrefOf }: PeriodSwitchProps) {
  return (
    <nav aria-label={PERIOD_STEPPER_TEXT.periodLength} className="no-print max-w-full overflow-x-auto">
      <ul className="inline-flex h-8 items-stretch rounded-md border border-line bg-surface shadow-card">
        {kinds.map(({ kind, key }) => (
          <li key={kind} className="flex border-line not-first:border-s">
            <Link
              to={hrefOf(key)}
              prefetch="intent"
              aria-current={kind === current ? "true" : undefined}
              className={classNames(
                "inline-flex items-center px-2.5 text-xs whitespace-nowrap",
                kind === current ? "bg-sunken font-semibold text-ink" : "text-ink-2 hover:bg-sunken hover:text-ink",
              )}
            >
              {capitalized(PERIOD_NOUNS[kind].one)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
