import { ChevronDown } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { classNames } from "../class-names";
import { useDismiss } from "./use-dismiss";

type MenuProps = {
  /** What the button shows. */
  label: ReactNode;
  /** What the button is called where its label does not say it: "Program: all programs". */
  accessibleLabel?: string | undefined;
  align?: "start" | "end" | undefined;
  /** Classes of the button; a chip's look where none are given. */
  className?: string | undefined;
  children: ReactNode;
};

export const CHIP_CLASSES =
  "h-8 rounded-md border border-line bg-surface px-2.5 text-xs text-ink-2 shadow-card hover:border-line-strong hover:text-ink";

/** In pixels, between a panel and the edge of the window. */
const EDGE = 8;

/** A button that opens a panel of links or a form. Works without a script; with one it also closes by itself. */
export function Menu({ label, accessibleLabel, align = "start", className = CHIP_CLASSES, children }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useDismiss(details);
  // Set on the element: an attribute of the markup would be refused by the content security policy.
  const keepInView = () => {
    if (panel.current === null || align === "end") return;
    panel.current.style.insetInlineStart = "";
    const beyond = panel.current.getBoundingClientRect().right + EDGE - document.documentElement.clientWidth;
    if (beyond > 0) panel.current.style.insetInlineStart = `${-beyond}px`;
  };
  return (
    <details ref={details} onToggle={keepInView} className="group relative">
      <summary
        aria-label={accessibleLabel}
        className={classNames("inline-flex items-center gap-1 whitespace-nowrap select-none", className)}
      >
        {label}
        <ChevronDown
          size={14}
          strokeWidth={1.75}
          aria-hidden="true"
          className="no-print -me-0.5 text-ink-3 transition-transform group-open:rotate-180"
        />
      </summary>
      <div
        ref={panel}
        className={classNames(
          "absolute top-full z-30 mt-1 max-h-80 w-max max-w-[min(20rem,calc(100vw-2rem))] min-w-40 overflow-y-auto rounded-lg border border-line-strong bg-surface p-1 shadow-raised",
          align === "end" ? "end-0" : "start-0",
        )}
      >
        {children}
      </div>
    </details>
  );
}
