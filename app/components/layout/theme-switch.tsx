import { useFetcher, useLocation } from "@remix-run/react";
import { Monitor, Moon, Sun } from "lucide-react";
import { classNames } from "../ui/class-names";
import { type Theme, THEMES } from "./theme";
import { SHELL } from "~/wording/shared/navigation";

const LOOK = {
  system: { label: SHELL.themes.system, icon: Monitor },
  light: { label: SHELL.themes.light, icon: Sun },
  dark: { label: SHELL.themes.dark, icon: Moon },
} as const;

/** Light, dark, or as the system; kept in a cookie so that the server draws the right one at once. */
export function ThemeSwitch({ theme }: { theme: Theme }) {
  const fetcher = useFetcher();
  const location = useLocation();
  return (
    <fetcher.Form method="post" action="/theme" className="px-2 py-1.5">
      <input type="hidden" name="back" value={location.pathname + location.search} />
      <fieldset>
        <legend className="mb-1 text-2xs text-ink-3">{SHELL.theme}</legend>
        <div className="flex rounded-md border border-line-strong">
          {THEMES.map((choice) => {
            const { label, icon: Icon } = LOOK[choice];
            return (
              <button
                key={choice}
                type="submit"
                name="theme"
                value={choice}
                aria-pressed={theme === choice}
                title={label}
                onClick={() => document.documentElement.setAttribute("data-theme", choice)}
                className={classNames(
                  "flex h-7 grow items-center justify-center border-s border-line-strong first:rounded-s-md first:border-s-0 last:rounded-e-md",
                  theme === choice ? "bg-sunken text-ink" : "text-ink-3 hover:bg-sunken hover:text-ink",
                )}
              >
                <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
                <span className="sr-only">{label}</span>
              </button>
            );
          })}
        </div>
      </fieldset>
    </fetcher.Form>
  );
}
