import { type RefObject, useEffect } from "react";

/** Closes an open `<details>` panel on Escape, on a press outside, and once a link in it was followed. */
export function useDismiss(details: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const element = details.current;
    if (!element) return;
    const closeOutside = (event: PointerEvent | FocusEvent) => {
      if (element.open && event.target instanceof Node && !element.contains(event.target)) element.open = false;
    };
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !element.open) return;
      event.stopPropagation();
      element.open = false;
      element.querySelector("summary")?.focus();
    };
    const closeAfterLink = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest("a")) element.open = false;
    };
    document.addEventListener("pointerdown", closeOutside);
    document.addEventListener("focusin", closeOutside);
    element.addEventListener("keydown", closeOnEscape);
    element.addEventListener("click", closeAfterLink);
    return () => {
      document.removeEventListener("pointerdown", closeOutside);
      document.removeEventListener("focusin", closeOutside);
      element.removeEventListener("keydown", closeOnEscape);
      element.removeEventListener("click", closeAfterLink);
    };
  }, [details]);
}
