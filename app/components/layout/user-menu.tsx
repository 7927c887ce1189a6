import { Form, Link } from "@remix-run/react";
import { ChevronsUpDown, KeyRound, LogOut, Settings, UserRound } from "lucide-react";
import { useRef } from "react";
import type { Theme } from "./theme";
import { ThemeSwitch } from "./theme-switch";
import { useDismiss } from "../ui/menus/use-dismiss";
import { SHELL } from "~/wording/shared/navigation";

export type Person = { name: string; email: string; /** The role in words. */ role: string };

const ICONS = { account: UserRound, keys: KeyRound, organization: Settings } as const;

export type PersonalPage = { label: string; href: string; icon: keyof typeof ICONS };

type UserMenuProps = { person: Person; theme: Theme; pages: readonly PersonalPage[] };

const ITEM =
  "flex min-h-8 w-full items-center gap-2 rounded-sm px-2 py-1 text-sm text-ink-2 hover:bg-sunken hover:text-ink";

/** Who is signed in, the theme, and the way out. */
export function UserMenu({ person, theme, pages }: UserMenuProps) {
  const details = useRef<HTMLDetailsElement>(null);
  useDismiss(details);
  return (
    <details ref={details} className="relative">
      <summary className="flex items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-sunken">
        <span
          aria-hidden="true"
          className="grid size-7 shrink-0 place-items-center rounded-full bg-band-1 text-2xs font-semibold text-ink"
        >
          {initials(person.name)}
        </span>
        <span className="min-w-0 grow">
          <span className="block truncate text-xs font-medium text-ink">{person.name}</span>
          <span className="block truncate text-2xs text-ink-3">{person.role}</span>
        </span>
        <ChevronsUpDown size={14} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-ink-3" />
      </summary>
      <div className="absolute inset-x-0 bottom-full z-30 mb-1 rounded-lg border border-line-strong bg-surface p-1 shadow-raised">
        <p className="truncate px-2 py-1.5 text-xs text-ink-3">{person.email}</p>
        <ThemeSwitch theme={theme} />
        {pages.map(({ label, href, icon }) => {
          const Icon = ICONS[icon];
          return (
            <Link key={href} to={href} className={ITEM}>
              <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
              {label}
            </Link>
          );
        })}
        <Form method="post" action="/sign-out" reloadDocument>
          <button type="submit" className={ITEM}>
            <LogOut size={16} strokeWidth={1.75} aria-hidden="true" />
            {SHELL.signOut}
          </button>
        </Form>
      </div>
    </details>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.at(0) ?? "");
  return letters.join("").toUpperCase();
}
