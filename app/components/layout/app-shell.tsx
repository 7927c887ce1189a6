import { Link, useLocation } from "@remix-run/react";
import { Menu as MenuIcon, Search } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import type { JumpTarget } from "./jump-target";
import { Navigation, type NavigationSection } from "./navigation";
import { PageProgress } from "./page-progress";
import { PlumbBob } from "./logo";
import { UnsavedWarning } from "./unsaved-warning";
import { ShellKeys, openJumpPalette } from "./shell-keys";
import type { Theme } from "./theme";
import { type Person, type PersonalPage, UserMenu } from "./user-menu";
import { JUMP, SHELL } from "~/wording/shared/navigation";

type AppShellProps = {
  sections: readonly NavigationSection[];
  person: Person;
  theme: Theme;
  personalPages: readonly PersonalPage[];
  jumpTargets: readonly JumpTarget[];
  children: ReactNode;
};

/** What surrounds every signed-in page: a sidebar, on small screens a bar whose button brings it in. */
export function AppShell({ sections, person, theme, personalPages, jumpTargets, children }: AppShellProps) {
  const sidebar = useRef<HTMLElement>(null);
  const { pathname, search } = useLocation();
  useEffect(() => {
    if (sidebar.current?.matches(":popover-open")) sidebar.current.hidePopover();
  }, [pathname, search]);

  return (
    <div className="lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded-md border border-line-strong bg-surface px-3 py-2 text-sm font-medium shadow-raised focus:not-sr-only focus:fixed focus:start-2 focus:top-2"
      >
        {SHELL.skip}
      </a>
      <header className="no-print sticky top-0 z-20 flex h-12 items-center gap-2 border-b border-line bg-surface px-2 lg:hidden">
        <button
          type="button"
          {...{ popovertarget: "sidebar" }}
          className="inline-grid size-9 place-items-center rounded-md text-ink-2 hover:bg-sunken"
        >
          <MenuIcon size={18} strokeWidth={1.75} aria-hidden="true" />
          <span className="sr-only">{SHELL.menu}</span>
        </button>
        <Home />
        <JumpButton className="ms-auto size-9 justify-center" />
      </header>
      <section
        ref={sidebar}
        id="sidebar"
        aria-label="Plumbline"
        {...{ popover: "auto" }}
        className="sidebar no-print border-line bg-surface text-ink lg:sticky lg:top-0 lg:flex lg:h-dvh lg:w-auto lg:border-e"
      >
        <div className="flex h-14 items-center px-4 max-lg:h-12">
          <Home />
          <JumpButton className="ms-auto size-8 justify-center max-lg:hidden" />
        </div>
        <nav aria-label={SHELL.menu} className="min-h-0 grow overflow-y-auto px-2 pt-1">
          <Navigation sections={sections} />
        </nav>
        <div className="border-t border-line p-2">
          <UserMenu person={person} theme={theme} pages={personalPages} />
        </div>
      </section>
      <div className="min-w-0">{children}</div>
      <PageProgress />
      <ShellKeys jumpTargets={jumpTargets} />
      <UnsavedWarning />
    </div>
  );
}

function Home() {
  return (
    <Link to="/portfolio" className="inline-flex items-center gap-2 rounded-md py-1 pe-1.5 text-base font-semibold">
      <PlumbBob className="text-brand" />
      Plumbline
    </Link>
  );
}

function JumpButton({ className }: { className: string }) {
  return (
    <button
      type="button"
      onClick={openJumpPalette}
      aria-keyshortcuts="Control+K Meta+K"
      title={JUMP.openHint}
      className={`needs-script inline-flex items-center rounded-md text-ink-3 hover:bg-sunken hover:text-ink ${className}`}
    >
      <Search size={16} strokeWidth={1.75} aria-hidden="true" />
      <span className="sr-only">{JUMP.open}</span>
    </button>
  );
}
