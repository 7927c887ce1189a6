import { Link } from "@remix-run/react";
import { classNames } from "../class-names";

export type LinkTab = { label: string; href: string; current: boolean; detail?: string | undefined };

/** Sibling views of one thing, each with an address of its own. */
export function LinkTabs({ label, tabs }: { label: string; tabs: readonly LinkTab[] }) {
  return (
    <nav aria-label={label} className="no-print mb-4 overflow-x-auto border-b border-line">
      <ul className="flex gap-5">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              to={tab.href}
              aria-current={tab.current ? "page" : undefined}
              className={classNames(
                "-mb-px flex h-9 items-center gap-1.5 border-b-2 text-sm whitespace-nowrap",
                tab.current
                  ? "border-brand font-semibold text-ink"
                  : "border-transparent text-ink-2 hover:border-line-strong hover:text-ink",
              )}
            >
              {tab.label}
              {tab.detail && <span className="figures text-xs font-normal text-ink-3">{tab.detail}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
