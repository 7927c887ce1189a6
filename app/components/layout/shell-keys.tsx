import { lazy, Suspense, useEffect, useState } from "react";
import type { JumpTarget } from "./jump-target";

const JumpPalette = lazy(() => import("./jump-palette"));
const KeyHelp = lazy(() => import("./key-help"));

const OPEN_JUMP = "plumbline:jump";

/** Asks the shell to open its jump palette. */
export function openJumpPalette(): void {
  window.dispatchEvent(new Event(OPEN_JUMP));
}

/** The keys that work on every signed-in page: `[` and `]`, `?`, Ctrl or ⌘ K. */
export function ShellKeys({ jumpTargets }: { jumpTargets: readonly JumpTarget[] }) {
  const [open, setOpen] = useState<"jump" | "help" | null>(null);
  useEffect(() => {
    const openJump = () => setOpen("jump");
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        openJump();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === "[") stepPeriod("prev");
      else if (event.key === "]") stepPeriod("next");
      else if (event.key === "?") setOpen("help");
    };
    window.addEventListener("keydown", press);
    window.addEventListener(OPEN_JUMP, openJump);
    return () => {
      window.removeEventListener("keydown", press);
      window.removeEventListener(OPEN_JUMP, openJump);
    };
  }, []);

  const close = () => setOpen(null);
  return (
    <Suspense fallback={null}>
      {open === "jump" && <JumpPalette targets={jumpTargets} onClose={close} />}
      {open === "help" && <KeyHelp onClose={close} />}
    </Suspense>
  );
}

function stepPeriod(direction: "prev" | "next"): void {
  document.querySelector<HTMLAnchorElement>(`a[data-step="${direction}"]`)?.click();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, dialog") !== null)
  );
}
