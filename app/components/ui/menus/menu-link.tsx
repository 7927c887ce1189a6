import { Link } from "@remix-run/react";
import { Check } from "lucide-react";
import type { ReactNode } from "react";

type MenuLinkProps = {
  to: string;
  current?: boolean | undefined;
  reloadDocument?: boolean | undefined;
  children: ReactNode;
};

/** One choice in a `Menu`. `reloadDocument` for downloads. */
export function MenuLink({ to, current = false, reloadDocument = false, children }: MenuLinkProps) {
  return (
    <Link
      to={to}
      reloadDocument={reloadDocument}
      aria-current={current || undefined}
      className="flex min-h-8 items-center gap-2 rounded-sm px-2 py-1 text-sm text-ink-2 hover:bg-sunken hover:text-ink aria-[current]:font-medium aria-[current]:text-ink"
    >
      <span className="w-4 shrink-0">{current && <Check size={14} strokeWidth={2} aria-hidden="true" />}</span>
      {children}
    </Link>
  );
}
