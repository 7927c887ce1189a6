import { Link } from "@remix-run/react";
import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { FilterOption } from "../ui/menus/filter-chip";
import { Menu } from "../ui/menus/menu";
import { MenuLink } from "../ui/menus/menu-link";
import { PERIOD_STEPPER_TEXT } from "~/wording/scorecards/filters";

type PeriodStepperProps = {
  /** The period shown: "October 2026". */
  label: string;
  /** Null at the ends of what may be seen. */
  previousHref: string | null;
  nextHref: string | null;
  /** Periods to jump to, newest first. */
  choices?: readonly FilterOption[] | undefined;
};

/** Steps through periods by links; the `[` and `]` keys press them. */
export function PeriodStepper({ label, previousHref, nextHref, choices = [] }: PeriodStepperProps) {
  return (
    <nav
      aria-label={PERIOD_STEPPER_TEXT.period}
      className="inline-flex h-8 items-stretch rounded-md border border-line-strong bg-surface shadow-card"
    >
      <Step href={previousHref} rel="prev" label={PERIOD_STEPPER_TEXT.previousPeriod}>
        <ChevronLeft size={14} strokeWidth={1.75} aria-hidden="true" />
      </Step>
      {choices.length > 0 ? (
        <Menu
          label={<span className="figures">{label}</span>}
          accessibleLabel={PERIOD_STEPPER_TEXT.periodShown(label)}
          className="h-full px-2.5 text-sm font-semibold text-ink hover:bg-sunken"
        >
          <ul>
            {choices.map((choice) => (
              <li key={choice.href}>
                <MenuLink to={choice.href} current={choice.current}>
                  {choice.label}
                </MenuLink>
              </li>
            ))}
          </ul>
        </Menu>
      ) : (
        <span className="figures inline-flex items-center px-3 text-sm font-semibold">{label}</span>
      )}
      <Step href={nextHref} rel="next" label={PERIOD_STEPPER_TEXT.nextPeriod}>
        <ChevronRight size={14} strokeWidth={1.75} aria-hidden="true" />
      </Step>
    </nav>
  );
}

type StepProps = { href: string | null; rel: "prev" | "next"; label: string; children: ReactNode };

function Step({ href, rel, label, children }: StepProps) {
  const edge = rel === "prev" ? "rounded-s-md border-e" : "rounded-e-md border-s";
  const shape = `no-print inline-flex w-7 items-center justify-center border-line ${edge}`;
  if (href === null) {
    return (
      <span aria-hidden="true" className={`${shape} text-line-strong`}>
        {children}
      </span>
    );
  }
  return (
    <Link
      to={href}
      rel={rel}
      prefetch="intent"
      aria-label={label}
      data-step={rel}
      className={`${shape} text-ink-2 hover:bg-sunken hover:text-ink`}
    >
      {children}
    </Link>
  );
}
