import { Link } from "@remix-run/react";
import { SHELL } from "~/wording/shared/navigation";

/** Where a page stands; the page itself is not in the list, it is the title below. */
export function Breadcrumbs({ trail }: { trail: readonly { label: string; href: string }[] }) {
  return (
    <nav aria-label={SHELL.breadcrumbs} className="no-print mb-1">
      <ol className="flex flex-wrap items-center text-xs text-ink-3">
        {trail.map((step) => (
          <li
            key={step.href}
            className="flex items-center after:mx-1.5 after:text-ink-3 after:content-['/'] last:after:content-none"
          >
            <Link to={step.href} className="py-0.5 hover:text-ink hover:underline">
              {step.label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
