import { classNames } from "./class-names";

export const BUTTON_KINDS = ["primary", "secondary", "danger", "quiet"] as const;
export type ButtonKind = (typeof BUTTON_KINDS)[number];
export type ButtonSize = "small" | "regular";

const SHAPE =
  "inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none transition-colors " +
  "disabled:opacity-55 aria-disabled:opacity-55";

const KIND: Record<ButtonKind, string> = {
  primary: "border-brand bg-brand text-brand-ink hover:border-brand-strong hover:bg-brand-strong active:translate-y-px",
  secondary:
    "border-line-strong bg-surface text-ink hover:border-line-control hover:bg-sunken active:translate-y-px active:bg-line",
  danger: "border-missed bg-surface text-missed hover:bg-missed-tint active:translate-y-px",
  quiet: "border-transparent bg-transparent text-ink-2 hover:bg-sunken hover:text-ink active:bg-line",
};

const SIZE: Record<ButtonSize, string> = { small: "h-7 px-2 text-xs", regular: "h-8 px-3 text-sm" };

/** How buttons and the links that look like them are drawn. */
export function buttonClasses(kind: ButtonKind, size: ButtonSize, extra?: string): string {
  return classNames(SHAPE, KIND[kind], SIZE[size], extra);
}
