import { Info } from "lucide-react";
import { Button, Tooltip as Bubble, TooltipTrigger } from "react-aria-components";

/** A small “i” that explains the word beside it, on hover and on focus. Not for shared pages: it loads React Aria. */
export function Tooltip({ label, text }: { /** What is explained. */ label: string; text: string }) {
  return (
    <TooltipTrigger delay={200} closeDelay={150}>
      <Button
        aria-label={`About ${label}`}
        className="inline-grid size-5 place-items-center rounded-full align-middle text-ink-3 hover:text-ink"
      >
        <Info size={14} strokeWidth={1.75} aria-hidden="true" />
      </Button>
      <Bubble
        offset={6}
        className="max-w-64 rounded-md bg-ink px-2.5 py-1.5 text-xs text-pretty text-surface shadow-raised"
      >
        {text}
      </Bubble>
    </TooltipTrigger>
  );
}
