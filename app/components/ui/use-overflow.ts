import { type RefObject, useEffect } from "react";

/** Marks a table's frame with `data-overflowing` while the table is wider than its place, so that it scrolls only then. */
export function useOverflow(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = frame.current;
    const content = element?.firstElementChild;
    if (!element || !(content instanceof HTMLElement)) return;
    const compare = () => element.toggleAttribute("data-overflowing", content.offsetWidth > element.clientWidth + 1);
    const observer = new ResizeObserver(compare);
    observer.observe(element);
    observer.observe(content);
    return () => observer.disconnect();
  }, [frame]);
}
